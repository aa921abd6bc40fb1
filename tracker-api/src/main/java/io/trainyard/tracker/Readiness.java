package io.trainyard.tracker;

import io.trainyard.tracker.http.TrackerHealth;
import io.trainyard.tracker.ingest.KnowledgeLoop;
import io.trainyard.tracker.ingest.RunEventLoop;
import io.trainyard.tracker.loop.SupervisedLoop;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.StorageException;
import io.trainyard.tracker.storage.StreamQueries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * Which parts of the tracker work, asked for by whoever decides to send it requests.
 *
 * @param dispatcher whether the last round of the dispatcher went well
 * @param loops all threads that work for ever
 */
record Readiness(
        Database database,
        RunEventLoop events,
        KnowledgeLoop knowledge,
        BooleanSupplier dispatcher,
        List<SupervisedLoop> loops)
        implements Callable<TrackerHealth> {
    @Override
    public TrackerHealth call() {
        Map<String, Boolean> checks = new LinkedHashMap<>();
        try {
            database.read(StreamQueries::newest);
            checks.put("database", true);
            checks.put("schema", true);
            checks.put("dispatcher", dispatcher.getAsBoolean());
        } catch (StorageException e) {
            checks.put("database", !e.isOutage());
            checks.put("schema", false);
            checks.put("dispatcher", false);
        }
        checks.put("events", events.isRunning());
        for (SupervisedLoop loop : loops) checks.merge(loop.name(), loop.isWorking(), Boolean::logicalAnd);
        return new TrackerHealth(checks, knowledge.lagSeconds(), events.stoppedBecause());
    }
}
