package io.trainyard.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A server that another process of the same user has started, and what one needs to connect to it.
 *
 * @param jdbcUrl without who may use it
 */
public record RunningPostgres(String jdbcUrl, String user, String password) {
    /** Line of the pid file with the port, from 0, as PostgreSQL's miscadmin.h (LOCK_FILE_LINE_PORT) has it. */
    private static final int PORT_LINE = 3;

    /** The server on a data directory of {@link PostgresServer}; empty if none is ready there. */
    public static Optional<RunningPostgres> on(Path dataDirectory) throws IOException {
        Path cluster = dataDirectory.toAbsolutePath().normalize().resolve("cluster");
        if (!new Postmaster(cluster).isReady()) return Optional.empty();
        List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
        String password = Files.readString(dataDirectory.resolve("password")).strip();
        int port = Integer.parseInt(lines.get(PORT_LINE).strip());
        return Optional.of(new RunningPostgres(PostgresServer.jdbcUrl(port), PostgresCluster.ROLE, password));
    }

    @Override
    public String toString() {
        return "RunningPostgres[" + jdbcUrl + "]";
    }
}
