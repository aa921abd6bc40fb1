package io.trainyard.worker.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptCrashed;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.wire.WorkerReportCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashReportIT {
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");
    private static final AttemptId ENDED = new AttemptId("00000000000000a2");
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private Path spool;

    @Test
    void attemptThatWasUnderWayIsReportedOnce() throws Exception {
        UnderWay underWay = UnderWay.startIn(spool);
        underWay.begin(RUN, ATTEMPT);
        underWay.begin(RUN, ENDED);
        underWay.end(ENDED);
        CrashReport report = new CrashReport(new WorkerName("w"), Optional.empty(), "crashed", List.of("where"));

        assertThat(report.addTo(spool, AT)).isEqualTo(1);
        assertThat(report.addTo(spool, AT)).isZero();

        try (EventSpool events = EventSpool.open(spool, EventSpool.DEFAULT_SEGMENT_BYTES)) {
            List<SpooledEvent> spooled = events.read(events.acknowledgedPosition(), 10, 1 << 20);
            assertThat(spooled).hasSize(1);
            assertThat(spooled.getFirst().key()).isEqualTo(RUN.value());
            assertThat(WorkerReportCodec.decode(spooled.getFirst().value()))
                    .isEqualTo(new AttemptCrashed(new WorkerName("w"), RUN, ATTEMPT, AT, "crashed", List.of("where")));
        }
    }

    @Test
    void processThatStartsForgetsWhatAnEarlierOneHadUnderWay() throws Exception {
        UnderWay.startIn(spool).begin(RUN, ATTEMPT);

        UnderWay.startIn(spool);

        assertThat(new CrashReport(new WorkerName("w"), Optional.empty(), "crashed", List.of()).addTo(spool, AT))
                .isZero();
    }

    @Test
    void longLogIsCutToWhatAReportMayHold() throws Exception {
        UnderWay.startIn(spool).begin(RUN, ATTEMPT);
        List<String> log = Collections.nCopies(1_000, "x".repeat(50_000));

        assertThat(new CrashReport(new WorkerName("w"), Optional.empty(), "y".repeat(50_000), log).addTo(spool, AT))
                .isEqualTo(1);
    }
}
