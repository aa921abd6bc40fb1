package io.trainyard.tracker.files;

import io.trainyard.contract.RunId;
import io.trainyard.tracker.loop.SupervisedLoop;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.FileReferences;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes files that nobody needs: of runs that are not there, of attempts that another one has taken over from, and what was
 * never sent to its end. What is deleted is decided anew each time, so that it may be broken off and repeated at will.
 */
public final class GarbageCollection {
    private static final Logger LOG = LoggerFactory.getLogger(GarbageCollection.class);
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** An upload that nobody has gone on with for so long is not gone on with. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Database database;
    private final RunFiles files;
    private final Garbage garbage;
    private final Clock clock;

    /** @param every so many epochs a checkpoint is kept for good; 0 for none */
    public GarbageCollection(Database database, RunFiles files, int every, Clock clock) {
        this.database = database;
        this.files = files;
        this.garbage = new Garbage(every);
        this.clock = clock;
    }

    /** What was deleted, or would be. */
    public record Collected(int files, long bytes) {
        static final Collected NOTHING = new Collected(0, 0);

        Collected and(StoredFile file) {
            return new Collected(files + 1, bytes + file.bytes());
        }
    }

    /** Deletes what nobody needs, or only counts it. */
    public synchronized Collected collect(boolean dryRun) throws IOException {
        Instant now = clock.instant();
        Collected collected = Collected.NOTHING;
        for (RunId run : files.store().runs()) {
            for (StoredFile file : garbageOf(run, now)) {
                if (!dryRun) files.discard(run, file);
                collected = collected.and(file);
            }
        }
        for (StoredFile upload : files.abandonedUploads(now.minus(ABANDONED), !dryRun))
            collected = collected.and(upload);
        if (!dryRun) files.store().giveUpUnfinished(now.minus(ABANDONED));
        if (!dryRun && collected.files() > 0)
            LOG.atInfo()
                    .addKeyValue("files", collected.files())
                    .addKeyValue("bytes", collected.bytes())
                    .log("files that nobody needs were deleted");
        return collected;
    }

    private List<StoredFile> garbageOf(RunId run, Instant now) throws IOException {
        // Listed first: what is referred to by then is older than what is asked next.
        List<StoredFile> listed = files.store().list(run);
        return garbage.of(database.read(tx -> FileReferences.find(tx, run)), listed, now);
    }

    /** Collects every hour while this tracker leads, until it is closed. */
    public AutoCloseable everyHour(BooleanSupplier leads) {
        return SupervisedLoop.start("garbage-collection", loop -> {
            Instant next = clock.instant().plus(FIRST);
            while (!loop.isStopping()) {
                loop.succeeded();
                loop.pause(LOOK);
                if (clock.instant().isBefore(next) || !leads.getAsBoolean()) continue;
                next = clock.instant().plus(INTERVAL);
                Collected _ = collect(false);
            }
        });
    }
}
