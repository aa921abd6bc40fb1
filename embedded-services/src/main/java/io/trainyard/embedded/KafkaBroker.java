package io.trainyard.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
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
 * <p>It listens on the loopback interface only, offers share groups, and creates a topic only when told to.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaBroker.class);

    static {
        // Kafka ends the whole JVM when it cannot go on. Here it is a guest: it says so and leaves that to its host.
        Exit.setExitProcedure(KafkaBroker::refuseToEndProcess);
        Exit.setHaltProcedure(KafkaBroker::refuseToEndProcess);
    }

    private final KafkaRaftServer server;
    private final int port;
    private final DirectoryLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private KafkaBroker(KafkaRaftServer server, int port, DirectoryLock lock) {
        this.server = server;
        this.port = port;
        this.lock = lock;
    }

    /** Starts a broker on the log that the directory holds, or on a new one; port 0 stands for any free one. */
    public static KafkaBroker start(Path logDirectory, int port) throws IOException {
        Path directory = logDirectory.toAbsolutePath().normalize();
        // Kafka's own lock comes too late: by then a second controller has written to the log of the running one.
        DirectoryLock lock = DirectoryLock.acquire(directory);
        try {
            KafkaBroker broker = launch(directory, LoopbackPorts.claim(port), lock);
            LOG.atInfo()
                    .addKeyValue("port", broker.port)
                    .addKeyValue("directory", directory)
                    .log("kafka broker started");
            return broker;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static KafkaBroker launch(Path directory, int port, DirectoryLock lock) throws IOException {
        Properties settings = KafkaSettings.singleNode(directory, port, LoopbackPorts.claim(0));
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(directory, settings);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
        return new KafkaBroker(server, port, lock);
    }

    /** Gives an empty directory the identity of a new cluster, which it keeps from then on. */
    private static void format(Path directory, Properties settings) throws IOException {
        Path settingsFile = Files.createTempFile("kafka", ".properties");
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

    public String bootstrapServers() {
        return LoopbackPorts.HOST + ":" + port;
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
        LOG.atInfo().addKeyValue("port", port).log("kafka broker stopped");
    }
}
