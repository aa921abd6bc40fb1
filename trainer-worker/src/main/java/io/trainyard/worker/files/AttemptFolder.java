package io.trainyard.worker.files;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.CheckpointName;
import io.trainyard.contract.RunId;
import io.trainyard.contract.Sha256;
import io.trainyard.worker.files.Checkpoint.InFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one attempt, in a folder of its own: an attempt that lost its run without knowing can neither overwrite nor
 * delete what its successor has. A file gets its name when it is whole and on the disk; what could not be finished is removed,
 * so that it does not keep the room that the next try needs. Used by one thread.
 */
public final class AttemptFolder {
    public static final String MODEL = "model.safetensors";
    private static final Logger LOG = LoggerFactory.getLogger(AttemptFolder.class);
    private static final String UNFINISHED = "unfinished-";
    private static final String ARRIVING = "arriving-";

    private final RunFolder run;
    private final AttemptId attempt;
    private final Path directory;
    private final Retention retention;

    public AttemptFolder(Path artifacts, RunId run, AttemptId attempt) {
        this(artifacts, run, attempt, Retention.USUAL);
    }

    public AttemptFolder(Path artifacts, RunId run, AttemptId attempt, Retention retention) {
        this.retention = retention;
        this.run = new RunFolder(artifacts, run);
        this.attempt = attempt;
        this.directory = this.run.of(attempt);
    }

    /** Writes a file. */
    public interface Writer {
        void write(Path file) throws IOException;
    }

    /** Fetches a file from elsewhere. */
    public interface Arrival {
        void fetch(Path file) throws IOException, InterruptedException;
    }

    /** Those of all attempts at the run. */
    public RunFolder run() {
        return run;
    }

    /** Where the checkpoint of an epoch is, if there is one. */
    public Path checkpoint(int epoch) {
        return directory.resolve(CheckpointName.of(epoch));
    }

    /** Keeps the state after an epoch, and of the earlier ones the newest and the best. */
    public SavedFile saveCheckpoint(int epoch, int bestEpoch, Writer writer) throws IOException {
        SavedFile saved = save(CheckpointName.of(epoch), writer);
        prune(bestEpoch);
        return saved;
    }

    private void prune(int bestEpoch) {
        try {
            List<Integer> own = RunFolder.newestFirst(directory, Optional.of(attempt))
                    .map(InFolder::epoch)
                    .toList();
            for (int epoch : retention.superfluous(own, bestEpoch)) Files.deleteIfExists(checkpoint(epoch));
            if (retention.isEnough(own.size())) run.deleteCheckpointsOfEndedAttempts(attempt, retention);
        } catch (IOException e) {
            LOG.warn("an older checkpoint cannot be deleted: {}", e.toString());
        }
    }

    /** Makes a checkpoint of another attempt one of this attempt, which nobody else deletes. */
    Path adopt(InFolder checkpoint) throws IOException {
        Files.createDirectories(directory);
        finish(CheckpointName.of(checkpoint.epoch()), file -> link(file, checkpoint.file()));
        return checkpoint(checkpoint.epoch());
    }

    /** Makes a checkpoint that comes from elsewhere one of this attempt; what has come of it before is still there. */
    public Path adopt(int epoch, Arrival arrival) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path arriving = directory.resolve(ARRIVING + CheckpointName.of(epoch));
        arrival.fetch(arriving);
        Files.move(arriving, checkpoint(epoch), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return checkpoint(epoch);
    }

    /** What a checkpoint here is. */
    public SavedFile describe(int epoch) throws IOException {
        Path file = checkpoint(epoch);
        return new SavedFile(run.path(attempt, CheckpointName.of(epoch)), Files.size(file), Sha256.ofFile(file));
    }

    /** Where a file of this attempt is. */
    public Path file(SavedFile saved) {
        return directory.resolve(saved.name());
    }

    /** Gives up the checkpoints here. */
    public void deleteCheckpoints() {
        try {
            for (InFolder own :
                    RunFolder.newestFirst(directory, Optional.of(attempt)).toList()) Files.deleteIfExists(own.file());
        } catch (IOException e) {
            LOG.warn("a checkpoint cannot be deleted: {}", e.toString());
        }
    }

    /** Keeps the checkpoint of an epoch as the model that the run leaves, without a second copy where the system can link. */
    public SavedFile saveModel(int epoch) throws IOException {
        return save(MODEL, file -> link(file, checkpoint(epoch)));
    }

    private static void link(Path link, Path file) throws IOException {
        Files.deleteIfExists(link);
        try {
            Files.createLink(link, file);
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(file, link, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Writes a file of this name, in place of an earlier one. */
    public SavedFile save(String name, Writer writer) throws IOException {
        Files.createDirectories(directory);
        SavedFile[] saved = new SavedFile[1];
        finish(name, file -> {
            writer.write(file);
            Durable.force(file);
            // What is read here is what a reader will find: a disk that took less than it was given is noticed now.
            saved[0] = new SavedFile(run.path(attempt, name), Files.size(file), Sha256.ofFile(file));
        });
        return saved[0];
    }

    private void finish(String name, Writer writer) throws IOException {
        Path unfinished = directory.resolve(UNFINISHED + name);
        try {
            writer.write(unfinished);
            Files.move(
                    unfinished,
                    directory.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            Durable.force(directory);
        } catch (IOException | RuntimeException | Error e) {
            deleteUnfinished(name, e);
            throw e;
        }
    }

    private void deleteUnfinished(String name, Throwable cause) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(UNFINISHED + name))
                    .toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Deletes a file that nothing refers to any more. */
    public void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    /** Deletes everything of the run here, whichever attempt has left it: it is kept elsewhere. */
    public void deleteRun() {
        try {
            run.delete();
        } catch (IOException e) {
            LOG.warn("files that are kept elsewhere cannot be deleted here: {}", e.toString());
        }
    }

    /** Says that this attempt writes nothing more: a successor that has checkpoints of its own may delete those here. */
    public void end() {
        try {
            if (Files.isDirectory(directory)) run.markEnded(attempt);
        } catch (IOException e) {
            // Its checkpoints stay until the run is deleted.
            LOG.warn("the end of attempt {} cannot be noted among its files: {}", attempt, e.toString());
        }
    }
}
