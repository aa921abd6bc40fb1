package io.trainyard.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.io.file.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that belongs to this process and keeps its data in a directory of the caller's choice, so that the
 * tracker needs no database to be installed and still finds its experiments after a restart or a crash.
 *
 * <p>It listens on the loopback interface only, where every user of the machine can connect: it lets in one role that is no
 * superuser, by a password in a file of the directory, which is its owner's alone. A cluster of an earlier release, which let
 * in everybody, becomes such a one when it is started. It ends with this process; {@link #close} ends it in order.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    private final PostgresProcess process;
    private final int port;
    private final Secret password;
    private final DirectoryLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PostgresServer(PostgresProcess process, int port, Secret password, DirectoryLock lock) {
        this.process = process;
        this.port = port;
        this.password = password;
        this.lock = lock;
    }

    /** Whether a commit reaches the disk before it is acknowledged. */
    public enum Durability {
        /** A commit survives a power cut. */
        FULL("on"),
        /** A commit survives a crash of this process but not of the machine: quicker, and enough for tests. */
        RELAXED("off");

        private final String setting;

        Durability(String setting) {
            this.setting = setting;
        }
    }

    /**
     * What may differ between the tracker's own server and one that a test throws away.
     *
     * @param durability how much a commit is worth
     * @param mayCreateDatabases whether the role may, which the tracker never does
     * @param binariesDirectory where the server's programs are unpacked once and found again by later starts
     */
    public record Options(Durability durability, boolean mayCreateDatabases, Path binariesDirectory) {
        private static final Path BINARIES =
                Path.of(System.getProperty("user.home"), ".cache", "trainyard", "postgres");

        public static Options forTracker() {
            return new Options(Durability.FULL, false, BINARIES);
        }

        public static Options forTests() {
            return new Options(Durability.RELAXED, true, BINARIES);
        }
    }

    /** Starts a server for the tracker; port 0 stands for any free one. */
    public static PostgresServer start(Path dataDirectory, int port) throws IOException {
        return start(dataDirectory, port, Options.forTracker());
    }

    public static PostgresServer start(Path dataDirectory, int port, Options options) throws IOException {
        Path home = dataDirectory.toAbsolutePath().normalize();
        OwnerOnly.directory(home);
        DirectoryLock lock = DirectoryLock.acquire(home);
        try {
            PostgresCluster cluster = new PostgresCluster(
                    home.resolve("cluster"), PostgresPrograms.unpackedIn(options.binariesDirectory()));
            Postmaster postmaster = new Postmaster(cluster.directory());
            postmaster.stopIfRunning();
            Secret password = prepare(home, cluster, options);
            int claimed = LoopbackPorts.claim(port);
            PostgresProcess process = PostgresProcess.start(command(cluster, claimed, options), postmaster::isReady);
            LOG.atInfo()
                    .addKeyValue("port", claimed)
                    .addKeyValue("directory", home)
                    .log("postgres server started");
            return new PostgresServer(process, claimed, password, lock);
        } catch (IOException | RuntimeException e) {
            try (lock) {
                throw e;
            }
        }
    }

    /** Makes a cluster that is new, or that an earlier release left open to everybody, one with a password. */
    private static Secret prepare(Path home, PostgresCluster cluster, Options options) throws IOException {
        Path startedBefore = home.resolve("started-before");
        Path passwordFile = home.resolve("password");
        if (!Files.exists(startedBefore) && cluster.exists()) {
            // A first start was cut off while it created the cluster: what it left is no database yet.
            PathUtils.deleteDirectory(cluster.directory());
        }
        if (!cluster.exists()) cluster.create();
        boolean secured = cluster.isSecured() && Files.exists(passwordFile);
        Secret password = Secret.keptIn(passwordFile);
        // Whether the last time came to its end cannot be seen from the files: the marker goes last.
        Path handedOver = home.resolve("secured");
        if (!secured || !Files.exists(handedOver)) {
            cluster.secure(password, options.mayCreateDatabases());
            Files.writeString(handedOver, "");
        }
        if (!Files.exists(startedBefore)) Files.writeString(startedBefore, "");
        return password;
    }

    private static List<String> command(PostgresCluster cluster, int port, Options options) {
        String durable = options.durability().setting;
        List<String> arguments =
                new ArrayList<>(List.of("-D", cluster.directory().toString()));
        new TreeMap<>(Map.of(
                        "port",
                        Integer.toString(port),
                        "listen_addresses",
                        LoopbackPorts.HOST,
                        "unix_socket_directories",
                        "",
                        "max_connections",
                        "50",
                        "shared_buffers",
                        "64MB",
                        "fsync",
                        durable,
                        "synchronous_commit",
                        durable,
                        "full_page_writes",
                        durable))
                .forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return cluster.programs().command("postgres", arguments);
    }

    /**
     * Where the database is, without who may use it. The driver answers nobody but a server that knows the password already:
     * another program that took the port would be told nothing.
     */
    public String jdbcUrl() {
        return jdbcUrl(port);
    }

    static String jdbcUrl(int port) {
        return "jdbc:postgresql://" + LoopbackPorts.HOST + ":" + port + "/" + PostgresCluster.DATABASE
                + "?requireAuth=scram-sha-256";
    }

    public String user() {
        return PostgresCluster.ROLE;
    }

    public String password() {
        return password.word();
    }

    public int port() {
        return port;
    }

    /** Cuts off open sessions, flushes the data and stops the server. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try (lock) {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LOG.atInfo().addKeyValue("port", port).log("postgres server stopped");
    }
}
