package io.trainyard.worker;

import io.trainyard.contract.WorkerSecret;
import io.trainyard.worker.files.Retention;
import io.trainyard.worker.transfer.Bandwidth;
import io.trainyard.worker.transfer.TrackerFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the files of runs go.
 *
 * @param folder of checkpoints and other files: shared with the tracker and all workers, or this worker's own
 * @param tracker that they are sent to from there; empty where it sees the folder
 * @param bytesPerSecond that sending may take of the network; 0 for as many as it takes
 * @param retention which checkpoints stay
 */
public record FileSettings(Path folder, Optional<URI> tracker, long bytesPerSecond, Retention retention) {
    /** A folder that the tracker and all workers see. */
    public static FileSettings shared(Path folder) {
        return new FileSettings(folder, Optional.empty(), 0, Retention.USUAL);
    }

    /**
     * The tracker's files, where they are sent there.
     *
     * @param secret that tells a tracker who asks that this is a worker of its own
     */
    Optional<TrackerFiles> connect(Optional<WorkerSecret> secret) {
        return tracker.map(
                address -> new TrackerFiles(address, secret, new Bandwidth(bytesPerSecond, System::nanoTime)));
    }
}
