package io.trainyard.worker.files;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A folder that the tracker and all workers see: what is saved there is seen at once. */
public record SharedFolder(AttemptFolder files) implements Publication {
    @Override
    public List<Checkpoint> checkpoints() throws IOException {
        return List.copyOf(files.run().checkpoints());
    }

    @Override
    public void begin(List<SavedCheckpoint> adopted) {}

    @Override
    public void checkpoint(SavedCheckpoint saved, int bestEpoch, Runnable whenSeen) {
        whenSeen.run();
    }

    @Override
    public void file(SavedFile saved, Runnable whenSeen) {
        whenSeen.run();
    }

    @Override
    public void withdraw(String name) {}

    @Override
    public boolean isDone() {
        return true;
    }

    @Override
    public Optional<Trouble> trouble() {
        return Optional.empty();
    }

    @Override
    public boolean awaitLast(Duration limit) {
        return true;
    }

    @Override
    public void close() {
        files.end();
    }
}
