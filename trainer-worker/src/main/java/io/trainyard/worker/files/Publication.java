package io.trainyard.worker.files;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How what an attempt has saved in its folder comes to be seen by the tracker and by other workers. Used by the training thread,
 * which it never keeps waiting but in {@link #awaitLast}.
 */
public interface Publication extends AutoCloseable {
    /** The checkpoints that any attempt has left, the newest first; of one epoch, the newest attempt's. */
    List<Checkpoint> checkpoints() throws IOException, InterruptedException;

    /** The attempt owns its run, and goes on from these checkpoints of its own; the last of them is the newest. */
    void begin(List<SavedCheckpoint> adopted);

    /** A checkpoint was saved; {@code whenSeen} is told unless a newer one takes its place before it could be published. */
    void checkpoint(SavedCheckpoint saved, int bestEpoch, Runnable whenSeen);

    /** Another file was saved, without which the run is not complete; {@code whenSeen} is told when it can be seen. */
    void file(SavedFile saved, Runnable whenSeen);

    /** A file of this name is not wanted any more. */
    void withdraw(String name);

    /** Whether all that was saved can be seen. */
    boolean isDone();

    /** Why nothing gets on, and since when. */
    Optional<Trouble> trouble();

    /** Waits until the newest checkpoint is seen, or nothing gets on; returns false if it still gets on at the end of the time. */
    boolean awaitLast(Duration limit) throws InterruptedException;

    /** The attempt is over. */
    @Override
    void close();

    /** A checkpoint of this attempt. */
    record SavedCheckpoint(int epoch, SavedFile file) {}

    /** What keeps files from being seen. */
    record Trouble(IOException cause, Duration since) {}
}
