package io.trainyard.worker.transfer;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.CheckpointName;
import io.trainyard.contract.RunId;
import io.trainyard.worker.files.AttemptFolder;
import io.trainyard.worker.files.Checkpoint;
import io.trainyard.worker.transfer.TrackerFiles.Place;
import io.trainyard.worker.transfer.TrackerFiles.Remote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** A checkpoint that the tracker has. */
final class RemoteCheckpoint implements Checkpoint {
    private final TrackerFiles tracker;
    private final RunId run;
    private final AttemptId attempt;
    private final int epoch;

    private RemoteCheckpoint(TrackerFiles tracker, RunId run, AttemptId attempt, int epoch) {
        this.tracker = tracker;
        this.run = run;
        this.attempt = attempt;
        this.epoch = epoch;
    }

    /** Empty if the file is none. */
    static Optional<Checkpoint> of(TrackerFiles tracker, RunId run, Remote file) {
        return CheckpointName.epoch(file.name()).stream()
                .<Checkpoint>mapToObj(epoch -> new RemoteCheckpoint(tracker, run, file.attempt(), epoch))
                .findFirst();
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public Optional<AttemptId> attempt() {
        return Optional.of(attempt);
    }

    @Override
    public Checkpoint sibling(int otherEpoch) {
        return new RemoteCheckpoint(tracker, run, attempt, otherEpoch);
    }

    @Override
    public Path adoptInto(AttemptFolder folder) throws IOException, InterruptedException {
        Place place = new Place(run, attempt, CheckpointName.of(epoch));
        try {
            return folder.adopt(
                    epoch,
                    file -> Retries.of(
                            () -> {
                                tracker.fetch(place, file);
                                return file;
                            },
                            () -> TrackerFiles.sizeOf(file)));
        } catch (DamagedFileException e) {
            throw new UnusableCheckpointException(e);
        }
    }

    @Override
    public String place() {
        return run + "/" + attempt + "/" + CheckpointName.of(epoch) + " at the tracker";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RemoteCheckpoint that
                && run.equals(that.run)
                && attempt.equals(that.attempt)
                && epoch == that.epoch;
    }

    @Override
    public int hashCode() {
        return Objects.hash(run, attempt, epoch);
    }
}
