package io.trainyard.worker;

import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.wire.DatasetJson;
import io.trainyard.engine.data.own.OwnSets;
import io.trainyard.engine.data.own.OwnSets.Catalogue;
import io.trainyard.worker.loops.SupervisedLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in view which data sets of people's own there are, prepares them before a run wants them, and tells of them: with the next
 * heartbeat when something has changed, and from time to time, because a heartbeat may get lost.
 */
final class DatasetWatch {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    /** To look through large folders takes time, of which it may take this share. */
    private static final int LOOKING_SHARE = 20;

    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    private static final int HEARTBEATS_BETWEEN = 15;
    /** Characters of one heartbeat's descriptions; Kafka takes a megabyte. */
    private static final int MAX_TOLD = 500_000;

    private final SupervisedLoop loop;
    private final OwnSets own;
    private final Runnable onChange;
    private volatile @Nullable Catalogue seen;
    private @Nullable Catalogue told;
    private int silentFor;

    private DatasetWatch(OwnSets own, Runnable onChange) {
        this.own = own;
        this.onChange = onChange;
        loop = new SupervisedLoop("data-sets", PAUSE, this::look);
    }

    /** Where a worker of these settings has its sets. */
    static OwnSets sets(WorkerSettings settings) {
        return new OwnSets(
                settings.dataDirectory(), settings.downloadDirectory().resolve("own"));
    }

    /**
     * Begins to look.
     *
     * @param onChange called by the thread that looks, when there is something to tell
     */
    static DatasetWatch start(OwnSets own, Runnable onChange) {
        DatasetWatch watch = new DatasetWatch(own, onChange);
        watch.loop.start();
        return watch;
    }

    private void look() throws InterruptedException {
        long startNanos = System.nanoTime();
        Catalogue now = fitting(own.catalogue());
        Catalogue before = seen;
        seen = now;
        if (!now.equals(before)) {
            // Most of the time went into preparing what is new, which says nothing about looking.
            onChange.run();
            return;
        }
        Duration pause = Duration.ofNanos(LOOKING_SHARE * (System.nanoTime() - startNanos));
        loop.awaitStop(pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE);
    }

    /** As many sets as one heartbeat can tell of. */
    private static Catalogue fitting(Catalogue found) {
        List<DatasetInfo> sets = new ArrayList<>();
        int length = 0;
        for (DatasetInfo info : found.sets()) {
            length += DatasetJson.write(info).toString().length();
            if (length <= MAX_TOLD && sets.size() < WorkerHeartbeat.MAX_DATASETS) sets.add(info);
        }
        if (sets.size() == found.sets().size()) return found;
        String left = "%d of %d data sets are too many or have too many classes to be told of"
                .formatted(found.sets().size() - sets.size(), found.sets().size());
        return new Catalogue(
                sets, Stream.concat(found.troubles().stream(), Stream.of(left)).toList());
    }

    /** What the next heartbeat tells; mostly nothing. Called by the thread that sends them. */
    Optional<List<DatasetInfo>> news() {
        Catalogue now = seen;
        if (now == null || (now.equals(told) && ++silentFor < HEARTBEATS_BETWEEN)) return Optional.empty();
        told = now;
        silentFor = 0;
        return Optional.of(now.sets());
    }

    /** For people. */
    List<String> troubles() {
        Catalogue now = seen;
        return Stream.concat(now == null ? Stream.empty() : now.troubles().stream(), loop.trouble().stream())
                .toList();
    }

    void stop() {
        loop.stop();
    }
}
