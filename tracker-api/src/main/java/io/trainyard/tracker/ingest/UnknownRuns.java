package io.trainyard.tracker.ingest;

import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events of runs that are not here: late ones of a deleted run, or those of another installation on the same Kafka. */
public final class UnknownRuns {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownRuns.class);
    private static final int REMEMBERED = 10_000;

    private final AtomicLong ignored = new AtomicLong();
    private final Map<RunId, Boolean> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Counts the event, and tells the log once a run. */
    void ignored(RunEvent event) {
        ignored.incrementAndGet();
        RunId run = event.header().run();
        synchronized (told) {
            if (told.put(run, true) != null) return;
        }
        LOG.atWarn()
                .addKeyValue("runId", run)
                .addKeyValue("attempt", event.header().attempt())
                .log("events of a run that is not here, or not any more, are ignored");
    }

    /** Events that were ignored since the start. */
    public long count() {
        return ignored.get();
    }
}
