package io.trainyard.tracker.ingest;

import io.trainyard.contract.InstallationId;
import io.trainyard.contract.wire.ForeignMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports of another installation's workers, which meet this one's tracker on the same topics: passed over, since nothing
 * that they say is about anything here.
 */
public final class ForeignReports {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignReports.class);
    private static final int REMEMBERED = 100;

    private final Optional<InstallationId> own;
    private final AtomicLong ignored = new AtomicLong();
    private final Map<String, Boolean> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param own installation that reports must be of, if they say of which they are; empty takes those of any
     */
    public ForeignReports(Optional<InstallationId> own) {
        this.own = own;
    }

    Optional<InstallationId> own() {
        return own;
    }

    /** Counts the report, and tells the log once an installation. */
    void ignored(ForeignMessageException report) {
        ignored.incrementAndGet();
        synchronized (told) {
            if (told.put(report.installation(), true) != null) return;
        }
        LOG.atWarn()
                .log("reports are passed over: each {}", FailureCause.printable(String.valueOf(report.getMessage())));
    }

    /** Reports that were passed over since the start. */
    public long count() {
        return ignored.get();
    }
}
