package io.trainyard.tracker.files;

import io.trainyard.contract.RunId;
import io.trainyard.tracker.loop.SupervisedLoop;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.DeletedRunRepository;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files of deleted runs, some time after their rows are gone. What fails is tried again: a run counts as
 * cleared away only when nothing of it is there any more.
 */
public final class FileRemoval implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileRemoval.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int BATCH = 100;

    private final Database database;
    private final DeletedRunRepository deletedRuns;
    private final RunFiles files;
    private final Semaphore due = new Semaphore(0);
    private final SupervisedLoop loop;

    private FileRemoval(Database database, DeletedRunRepository deletedRuns, RunFiles files) {
        this.database = database;
        this.deletedRuns = deletedRuns;
        this.files = files;
        this.loop = SupervisedLoop.start("file-removal", this::removeAgainAndAgain);
    }

    /** Starts to remove what deleted runs have left. */
    public static FileRemoval start(Database database, DeletedRunRepository deletedRuns, RunFiles files) {
        return new FileRemoval(database, deletedRuns, files);
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
            removeAll(supervised);
            supervised.succeeded();
            if (due.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) due.drainPermits();
        }
    }

    private void removeAll(SupervisedLoop supervised) {
        List<RunId> runs = database.read(tx -> deletedRuns.withFiles(tx, BATCH));
        List<RunId> removed = new ArrayList<>();
        for (RunId run : runs) {
            try {
                files.deleteRun(run);
                removed.add(run);
                // A run may have thousands of files, and a bucket takes its time for each.
                supervised.succeeded();
            } catch (IOException e) {
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

    @Override
    public void close() {
        loop.close(this::wake);
    }
}
