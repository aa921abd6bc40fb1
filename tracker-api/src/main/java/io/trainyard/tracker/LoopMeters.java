package io.trainyard.tracker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.tracker.dispatch.Dispatcher;
import io.trainyard.tracker.files.RunFiles;
import io.trainyard.tracker.ingest.ForeignReports;
import io.trainyard.tracker.ingest.IngestFigures;
import io.trainyard.tracker.ingest.UnknownRuns;
import io.trainyard.tracker.loop.SupervisedLoop;
import java.util.concurrent.TimeUnit;

/** Figures of the tracker's loops, for Prometheus. */
final class LoopMeters {
    private LoopMeters() {}

    static void register(MeterRegistry meters, Readiness parts, UnknownRuns unknownRuns, ForeignReports foreign) {
        Gauge.builder("trainyard.ingest.lag.seconds", parts.knowledge(), knowledge -> knowledge.lagSeconds())
                .description("By how much the database is behind what workers have sent")
                .register(meters);
        Gauge.builder(
                        "trainyard.ingest.stopped",
                        parts.events(),
                        events -> events.stoppedBecause().isPresent() ? 1 : 0)
                .description("1 while records are not applied because too many have failed")
                .register(meters);
        FunctionCounter.builder("trainyard.ingest.unknown.runs.events", unknownRuns, UnknownRuns::count)
                .description("Events that were ignored because their run is not here")
                .register(meters);
        FunctionTimer.builder(
                        "trainyard.ingest.batch",
                        parts.events().figures(),
                        IngestFigures::batches,
                        IngestFigures::nanos,
                        TimeUnit.NANOSECONDS)
                .description("Storing what one poll has brought")
                .register(meters);
        FunctionCounter.builder("trainyard.ingest.records", parts.events().figures(), IngestFigures::records)
                .description("Records of workers that were read and stored, or put aside")
                .register(meters);
        FunctionCounter.builder("trainyard.ingest.foreign.reports", foreign, ForeignReports::count)
                .description("Reports that were passed over because they are of another installation")
                .register(meters);
        for (SupervisedLoop loop : parts.loops())
            FunctionCounter.builder("trainyard.loop.restarts", loop, SupervisedLoop::restarts)
                    .tag("loop", loop.name())
                    .description("How often a loop of the tracker has failed and was begun again")
                    .register(meters);
    }

    static void register(MeterRegistry meters, Dispatcher dispatcher) {
        Gauge.builder("trainyard.leading", dispatcher, leading -> leading.isLeading() ? 1 : 0)
                .description("1 for the tracker that hands out runs")
                .register(meters);
        FunctionCounter.builder("trainyard.leases.expired", dispatcher, Dispatcher::lostAttempts)
                .description("Attempts that this tracker has given up because their workers fell silent")
                .register(meters);
    }

    static void register(MeterRegistry meters, RunFiles files) {
        FunctionCounter.builder("trainyard.uploads.files", files, RunFiles::takenFiles)
                .description("Files that workers have sent whole")
                .register(meters);
        FunctionCounter.builder("trainyard.uploads", files, RunFiles::takenBytes)
                .baseUnit("bytes")
                .description("Bytes of the files that workers have sent whole")
                .register(meters);
    }
}
