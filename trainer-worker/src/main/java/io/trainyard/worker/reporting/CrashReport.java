package io.trainyard.worker.reporting;

import io.trainyard.contract.AttemptCrashed;
import io.trainyard.contract.InstallationId;
import io.trainyard.contract.ReportLimits;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.wire.InstallationStamp;
import io.trainyard.contract.wire.WorkerReportCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a worker's process, for the spool that it left behind: the next process sends it after everything that the
 * dead one had still to tell.
 *
 * @param installation that the worker is of, if that is known
 * @param reason in one sentence
 * @param log where it happened
 */
public record CrashReport(WorkerName worker, Optional<InstallationId> installation, String reason, List<String> log) {
    public CrashReport {
        reason = ReportLimits.fitting(reason);
        log = log.stream()
                .limit(AttemptCrashed.MAX_LINES)
                .map(ReportLimits::fitting)
                .toList();
    }

    /** Reports every attempt that was under way; returns how many those were. The worker's process must have ended. */
    public int addTo(Path spoolDirectory, Instant at) throws IOException {
        UnderWay underWay = UnderWay.of(spoolDirectory);
        List<UnderWay.Entry> entries = underWay.entries();
        if (entries.isEmpty()) return 0;
        try (EventSpool spool = EventSpool.open(spoolDirectory, EventSpool.DEFAULT_SEGMENT_BYTES)) {
            for (UnderWay.Entry entry : entries) {
                AttemptCrashed crashed = new AttemptCrashed(worker, entry.run(), entry.attempt(), at, reason, log);
                spool.append(
                        entry.run().value(), InstallationStamp.put(installation, WorkerReportCodec.encode(crashed)));
                underWay.end(entry.attempt());
            }
        }
        return entries.size();
    }
}
