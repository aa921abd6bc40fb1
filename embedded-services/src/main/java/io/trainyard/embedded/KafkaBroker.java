package io.trainyard.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka cluster of one node, broker and controller at once, that belongs to this process and keeps its log in a
 * directory of the caller's choice, so that the tracker needs no Kafka to be installed and loses no event to a restart.
 *
 * <p>It listens on the loopback interface only, offers share groups, and creates a topic only when told to. Whoever knows the
 * password in its directory, which is its owner's alone, may do everything, and nobody else anything.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaBroker.class);

    static {
        // Kafka ends the whole JVM when it cannot go on. Here it is a guest: it says so and leaves that to its host.
        Exit.setExitProcedure(KafkaBroker::refuseToEndProcess);
        Exit.setHaltProcedure(KafkaBroker::refuseToEndProcess);
    }

    private final KafkaRaftServer server;
    private final Ports ports;
    private final KafkaLogin login;
    private final DirectoryLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private record Ports(int broker, int controller) {}

    private KafkaBroker(KafkaRaftServer server, Ports ports, KafkaLogin login, DirectoryLock lock) {
        this.server = server;
        this.ports = ports;
        this.login = login;
        this.lock = lock;
    }

    /** Starts a broker on the log that the directory holds, or on a new one; port 0 stands for any free one. */
    public static KafkaBroker start(Path logDirectory, int port) throws IOException {
        Path directory = logDirectory.toAbsolutePath().normalize();
        OwnerOnly.directory(directory);
        // Kafka's own lock comes too late: by then a second controller has written to the log of the running one.
        DirectoryLock lock = DirectoryLock.acquire(directory);
        try {
            KafkaBroker broker = launch(directory, LoopbackPorts.claim(port), lock);
            OwnerOnly.write(clientProperties(directory), broker.clientPropertiesFile());
            LOG.atInfo()
                    .addKeyValue("port", broker.port())
                    .addKeyValue("directory", directory)
                    .log("kafka broker started");
            return broker;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static KafkaBroker launch(Path directory, int port, DirectoryLock lock) throws IOException {
        int controllerPort = LoopbackPorts.claim(0);
        Properties settings = KafkaSettings.singleNode(directory, port, controllerPort);
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(directory, settings);
        }
        KafkaLogin login = new KafkaLogin(Secret.keptIn(directory.resolve("password")), Secret.random());
        settings.putAll(login.brokerProperties());
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
        return new KafkaBroker(server, new Ports(port, controllerPort), login, lock);
    }

    /** Gives an empty directory the identity of a new cluster, which it keeps from then on. */
    private static void format(Path directory, Properties settings) throws IOException {
        Path settingsFile = Files.createTempFile(directory, "format", ".properties");
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (PrintStream printed = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            try (Writer writer = Files.newBufferedWriter(settingsFile)) {
                settings.store(writer, null);
            }
            String clusterId = Uuid.randomUuid().toString();
            String[] command = {"format", "--cluster-id", clusterId, "--config", settingsFile.toString()};
            if (StorageTool.execute(command, printed) != 0) {
                throw new IOException("Kafka could not format " + directory + ": " + output);
            }
        } finally {
            Files.deleteIfExists(settingsFile);
        }
    }

    private static void refuseToEndProcess(int status, @Nullable String message) {
        LOG.atError()
                .addKeyValue("status", status)
                .addKeyValue("reason", message)
                .log("kafka broker failed for good");
    }

    int port() {
        return ports.broker;
    }

    int controllerPort() {
        return ports.controller;
    }

    public String bootstrapServers() {
        return LoopbackPorts.HOST + ":" + port();
    }

    /** What a client must be told, the broker's address included; holds the password. */
    public Map<String, String> clientProperties() {
        Map<String, String> properties = new TreeMap<>(login.clientProperties());
        properties.put("bootstrap.servers", bootstrapServers());
        return properties;
    }

    /**
     * The file of a running broker's directory that tells other programs of its owner's how to reach it, in the form that
     * Kafka's own tools read. Written at every start.
     */
    public static Path clientProperties(Path logDirectory) {
        return logDirectory.resolve("client.properties");
    }

    private String clientPropertiesFile() throws IOException {
        Properties properties = new Properties();
        properties.putAll(clientProperties());
        StringWriter text = new StringWriter();
        properties.store(text, "How the programs of this folder's owner reach Kafka. Holds a password.");
        return text.toString();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try (lock) {
            server.shutdown();
            server.awaitShutdown();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LOG.atInfo().addKeyValue("port", port()).log("kafka broker stopped");
    }
}
