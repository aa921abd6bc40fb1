package io.trainyard.tracker.files;

import io.trainyard.contract.RunId;
import io.trainyard.tracker.loop.SupervisedLoop;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.DeletedRunRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the folders of deleted runs, some time after their rows are gone. What fails is tried again: a run counts as
 * cleared away only when its folder is not there any more.
 */
public final class FileRemoval implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileRemoval.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int BATCH = 100;

    private final Database database;
    private final DeletedRunRepository deletedRuns;
    private final Path folder;
    private final Semaphore due = new Semaphore(0);
    private final SupervisedLoop loop;

    private FileRemoval(Database database, DeletedRunRepository deletedRuns, Path folder) {
        this.database = database;
        this.deletedRuns = deletedRuns;
        this.folder = folder;
        this.loop = SupervisedLoop.start("file-removal", this::removeAgainAndAgain);
    }

    /** Starts to remove what lies in a folder with one folder for each run. */
    public static FileRemoval start(Database database, DeletedRunRepository deletedRuns, Path folder) {
        return new FileRemoval(database, deletedRuns, folder);
    }

    /** Makes the next round due now; any thread may call it. */
    public void wake() {
        due.release();
    }

    public SupervisedLoop loop() {
        return loop;
    }

    private void removeAgainAndAgain(SupervisedLoop supervised) throws InterruptedException {
        while (!supervised.isStopping()) {
            removeAll();
            supervised.succeeded();
            if (due.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) due.drainPermits();
        }
    }

    private void removeAll() {
        List<RunId> runs = database.read(tx -> deletedRuns.withFiles(tx, BATCH));
        List<RunId> removed = new ArrayList<>();
        for (RunId run : runs) {
            try {
                removeFolder(folder.resolve(run.value()));
                removed.add(run);
            } catch (IOException | UncheckedIOException e) {
                LOG.atWarn().setCause(e).addKeyValue("runId", run).log("files of a deleted run could not be removed");
            }
        }
        if (removed.isEmpty()) return;
        database.inTransaction(tx -> {
            deletedRuns.filesRemoved(tx, removed);
            return removed.size();
        });
        LOG.atInfo().addKeyValue("runs", removed.size()).log("files of deleted runs removed");
    }

    /** Follows no links: what they point to is not the run's. */
    private static void removeFolder(Path run) throws IOException {
        if (!Files.exists(run, LinkOption.NOFOLLOW_LINKS)) return;
        List<Path> files;
        try (Stream<Path> all = Files.walk(run)) {
            files = all.toList();
        }
        for (Path file : files.reversed()) Files.deleteIfExists(file);
    }

    @Override
    public void close() {
        loop.close(this::wake);
    }
}
