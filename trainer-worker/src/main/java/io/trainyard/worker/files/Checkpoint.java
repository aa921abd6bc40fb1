package io.trainyard.worker.files;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.CheckpointName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A checkpoint that was found; whether it can be read is not known yet, nor whether it is still there. */
public interface Checkpoint {
    int epoch();

    /** That left it; empty if it does not say so. */
    Optional<AttemptId> attempt();

    /** Of another epoch, by the same attempt. */
    Checkpoint sibling(int epoch);

    /**
     * Makes it one of an attempt, which nobody else deletes.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there any more
     * @throws UnusableCheckpointException if it is there and of no use
     */
    Path adoptInto(AttemptFolder folder) throws IOException, InterruptedException;

    /** For people. */
    String place();

    /** One that lies in a folder. */
    record InFolder(int epoch, Path file, Optional<AttemptId> attempt) implements Checkpoint {
        @Override
        public Checkpoint sibling(int otherEpoch) {
            return new InFolder(otherEpoch, file.resolveSibling(CheckpointName.of(otherEpoch)), attempt);
        }

        @Override
        public Path adoptInto(AttemptFolder folder) throws IOException {
            return folder.adopt(this);
        }

        @Override
        public String place() {
            return file.toString();
        }
    }

    /** What lies there is no checkpoint that anybody could go on from. */
    final class UnusableCheckpointException extends IOException {
        private static final long serialVersionUID = 1;

        public UnusableCheckpointException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
