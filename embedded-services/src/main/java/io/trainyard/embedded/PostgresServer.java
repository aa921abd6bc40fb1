package io.trainyard.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.io.file.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that belongs to this process and keeps its data in a directory of the caller's choice, so that
 * the tracker needs no database to be installed and still finds its experiments after a restart or a crash.
 *
 * <p>It listens on the loopback interface only and trusts whoever can connect there. It is stopped by {@link #close},
 * not by a shutdown hook: the owner decides in which order things end.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final String USER = "postgres";
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final Postmaster postmaster;
    private final DirectoryLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PostgresServer(EmbeddedPostgres postgres, Postmaster postmaster, DirectoryLock lock) {
        this.postgres = postgres;
        this.postmaster = postmaster;
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
     * @param binariesDirectory where the server's programs are unpacked once and found again by later starts
     */
    public record Options(Durability durability, Path binariesDirectory) {
        public static Options withDurability(Durability durability) {
            return new Options(durability, Path.of(System.getProperty("user.home"), ".cache", "trainyard", "postgres"));
        }
    }

    /** Starts a fully durable server; port 0 stands for any free one. */
    public static PostgresServer start(Path dataDirectory, int port) throws IOException {
        return start(dataDirectory, port, Options.withDurability(Durability.FULL));
    }

    public static PostgresServer start(Path dataDirectory, int port, Options options) throws IOException {
        Path home = dataDirectory.toAbsolutePath().normalize();
        DirectoryLock lock = DirectoryLock.acquire(home);
        Postmaster postmaster = new Postmaster(home.resolve("cluster"));
        Path startedBefore = home.resolve("started-before");
        try {
            postmaster.stopIfRunning();
            if (!Files.exists(startedBefore) && Files.exists(postmaster.cluster())) {
                // A first start was cut off while it created the cluster: what it left is no database yet.
                PathUtils.deleteDirectory(postmaster.cluster());
            }
            EmbeddedPostgres postgres = launch(postmaster.cluster(), LoopbackPorts.claim(port), options);
            Files.writeString(startedBefore, "");
            LOG.atInfo()
                    .addKeyValue("port", postgres.getPort())
                    .addKeyValue("directory", home)
                    .log("postgres server started");
            return new PostgresServer(postgres, postmaster, lock);
        } catch (IOException | RuntimeException e) {
            try (lock) {
                postmaster.stopIfRunning();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static EmbeddedPostgres launch(Path cluster, int port, Options options) throws IOException {
        // The library makes the directory it unpacks into writable for everyone, so nobody else may get that far.
        Files.createDirectories(options.binariesDirectory(), OWNER_ONLY);
        String durable = options.durability().setting;
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(cluster)
                .setOverrideWorkingDirectory(
                        options.binariesDirectory().resolve("unpacked").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_TIMEOUT)
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", LoopbackPorts.HOST)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "50")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("fsync", durable)
                .setServerConfig("synchronous_commit", durable)
                .setServerConfig("full_page_writes", durable)
                .start();
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + LoopbackPorts.HOST + ":" + port() + "/postgres?user=" + USER;
    }

    public String user() {
        return USER;
    }

    public int port() {
        return postgres.getPort();
    }

    /** Cuts off open sessions, flushes the data and stops the server. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try (lock) {
            postgres.close();
            postmaster.stopIfRunning();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LOG.atInfo().addKeyValue("port", port()).log("postgres server stopped");
    }
}
