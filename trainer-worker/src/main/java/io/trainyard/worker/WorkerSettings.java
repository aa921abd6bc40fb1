package io.trainyard.worker;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.WorkerName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a worker needs to know.
 *
 * @param name unique among the workers of one tracker
 * @param kafka that requests and commands come from and reports go to
 * @param files where checkpoints and other files of runs go
 * @param spoolDirectory of events on their way to Kafka; this worker's own
 * @param dataDirectory of data sets laid out as they are distributed
 * @param downloadDirectory where data sets are downloaded to
 * @param downloadsAllowed whether a data set that is missing may be downloaded
 * @param slots runs trained at the same time
 * @param heartbeatInterval time between two signs of life
 * @param hangTimeout how long a training thread may make no progress, or longer if it was that slow before
 * @param stop how it comes to its end
 * @param profile what is said of it
 */
public record WorkerSettings(
        WorkerName name,
        KafkaConnection kafka,
        FileSettings files,
        Path spoolDirectory,
        Optional<Path> dataDirectory,
        Path downloadDirectory,
        boolean downloadsAllowed,
        int slots,
        Duration heartbeatInterval,
        Duration hangTimeout,
        StopSettings stop,
        ProfileSettings profile) {
    public static final Duration USUAL_HANG_TIMEOUT = Duration.ofMinutes(30);

    public WorkerSettings {
        if (slots < 1 || slots > 64) throw new IllegalArgumentException("slots must be 1 to 64, but are " + slots);
        requirePositive(heartbeatInterval, "heartbeat interval");
        requirePositive(hangTimeout, "time after which a training thread hangs");
    }

    /** One slot, the usual times, and every folder beneath one home. */
    public static WorkerSettings local(WorkerName name, KafkaConnection kafka, Path home) {
        return new WorkerSettings(
                name,
                kafka,
                FileSettings.shared(home.resolve("artifacts")),
                home.resolve("spool").resolve(name.value()),
                Optional.empty(),
                home.resolve("data"),
                true,
                1,
                Duration.ofSeconds(2),
                USUAL_HANG_TIMEOUT,
                StopSettings.USUAL,
                ProfileSettings.USUAL);
    }

    private static void requirePositive(Duration duration, String what) {
        if (!duration.isPositive()) throw new IllegalArgumentException("the " + what + " must be more than nothing");
    }
}
