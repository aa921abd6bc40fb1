package io.trainyard.tracker;

import io.trainyard.tracker.dispatch.Dispatcher;
import io.trainyard.tracker.ingest.RunEventLoop;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.StorageException;
import io.trainyard.tracker.storage.StreamQueries;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Which parts of the tracker work, asked for by whoever decides to send it requests. */
record Readiness(Database database, RunEventLoop events, Dispatcher dispatcher)
        implements Callable<Map<String, Boolean>> {
    @Override
    public Map<String, Boolean> call() {
        Map<String, Boolean> checks = new LinkedHashMap<>();
        try {
            database.read(StreamQueries::newest);
            checks.put("database", true);
            checks.put("schema", true);
        } catch (StorageException e) {
            checks.put("database", !e.isOutage());
            checks.put("schema", false);
        }
        checks.put("events", events.isRunning());
        checks.put("dispatcher", dispatcher.isRunning());
        return checks;
    }
}
