package io.trainyard.tracker;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.WorkerSecret;
import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.http.HttpAccess;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a tracker must be told.
 *
 * @param databaseUser empty if the address of the database names the user
 * @param databaseConnections most that are open at a time; two are busy all the time
 * @param host that the HTTP server listens on
 * @param port 0 for any free one
 * @param admission whom it serves; must be for other machines to listen on anything but the loopback interface
 * @param leaseTimeout after which a silent worker's attempts are lost; some times its heartbeat interval
 * @param shareLockDuration after which a request goes to another worker that the first one has not answered
 * @param access under which names the HTTP server is reached, and by way of which proxies
 * @param artifacts where the files of runs are kept; without it workers cannot send any, and nobody can download one
 * @param ownWorkers that the same program starts, with the secrets by which they are known where people log in
 */
public record TrackerSettings(
        String jdbcUrl,
        String databaseUser,
        String databasePassword,
        int databaseConnections,
        KafkaConnection kafka,
        String host,
        int port,
        Admission admission,
        Duration leaseTimeout,
        Duration shareLockDuration,
        HttpAccess access,
        Optional<ArtifactSettings> artifacts,
        Map<WorkerName, WorkerSecret> ownWorkers) {
    public static final Duration DEFAULT_LEASE_TIMEOUT = Duration.ofSeconds(6);
    public static final Duration DEFAULT_SHARE_LOCK_DURATION = Duration.ofSeconds(15);

    public TrackerSettings {
        if (jdbcUrl.isBlank()) throw new IllegalArgumentException("the address of the database must be given");
        if (databaseConnections < 4)
            throw new IllegalArgumentException(
                    "4 connections to the database are the fewest, not " + databaseConnections);
        if (port < 0 || port > 65_535) throw new IllegalArgumentException("there is no port " + port);
        ListenAddress address = ListenAddress.of(host);
        host = address.host();
        if (!address.isLoopback() && !admission.isForOtherMachines())
            throw new IllegalArgumentException("whoever reaches " + host
                    + " could queue and delete experiments without logging in: set authentication to true and make the first"
                    + " administrator with 'trainyard user add NAME --role admin', or allow it with allow_unauthenticated,"
                    + " or listen on 127.0.0.1");
    }

    /** Without the password, so that the settings can be logged. */
    @Override
    public String toString() {
        return "TrackerSettings[databaseUser=%s, databaseConnections=%d, kafka=%s, host=%s, port=%d]"
                .formatted(databaseUser, databaseConnections, kafka, host, port);
    }
}
