package io.trainyard.tracker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.tracker.ingest.ForeignReports;
import io.trainyard.tracker.ingest.UnknownRuns;
import io.trainyard.tracker.loop.SupervisedLoop;

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
        FunctionCounter.builder("trainyard.ingest.foreign.reports", foreign, ForeignReports::count)
                .description("Reports that were passed over because they are of another installation")
                .register(meters);
        for (SupervisedLoop loop : parts.loops())
            FunctionCounter.builder("trainyard.loop.restarts", loop, SupervisedLoop::restarts)
                    .tag("loop", loop.name())
                    .description("How often a loop of the tracker has failed and was begun again")
                    .register(meters);
    }
}
