package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunEvent.ArtifactSaved;
import io.trainyard.contract.RunEvent.LogWritten;
import io.trainyard.contract.RunId;
import io.trainyard.engine.device.Stop;
import io.trainyard.worker.Trainer.Training;
import io.trainyard.worker.files.AttemptFolder;
import io.trainyard.worker.reporting.RecordingSink;
import io.trainyard.worker.reporting.RunReporter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceRecorderIT {
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");

    @TempDir
    private Path artifacts;

    private final RecordingSink sink = new RecordingSink();
    private final Cancellations cancellations = new Cancellations();
    private long seconds;

    @Test
    void logSaysEveryTenSecondsHowFarALongFileIs() {
        Optional<StopReason> stopped = recordAtEnd(() -> ++seconds * 1_000_000_000);

        assertThat(stopped).isEmpty();
        assertThat(lines())
                .filteredOn(line -> line.startsWith("Evidence: possible"))
                .containsExactly("Evidence: possible is 40 % done", "Evidence: possible is 80 % done");
        assertThat(lines().getLast()).startsWith("Evidence: 1 files, made in");
    }

    @Test
    void quickFilesHaveNoLinesOfTheirOwn() {
        recordAtEnd(() -> 0);

        assertThat(lines()).noneSatisfy(line -> assertThat(line).contains("% done"));
    }

    @Test
    void stopEndsALongFileInTheMiddle() {
        Optional<StopReason> stopped = recordAtEnd(() -> {
            if (++seconds == 20) cancellations.receive(new RunCommand.CancelRun(RUN));
            return seconds * 1_000_000_000;
        });

        assertThat(stopped).contains(StopReason.CANCELLED);
        assertThat(lines())
                .contains("Evidence: possible is 40 % done")
                .noneSatisfy(line -> assertThat(line).contains("80 %"));
        assertThat(sink.events()).noneMatch(ArtifactSaved.class::isInstance);
    }

    private Optional<StopReason> recordAtEnd(LongSupplier nanoTime) {
        RunReporter reporter = new RunReporter(RUN, ATTEMPT, sink, Clock.systemUTC());
        AttemptFolder files = new AttemptFolder(artifacts, RUN, ATTEMPT);
        Attempt attempt = new Attempt(RUN, ATTEMPT, Requests.spec(3), reporter, files, cancellations, Requests.GRANTED);
        try (Training training =
                FastTrainer.thatFinishes().prepare(Requests.spec(3), Stop.NEVER).start(Optional.empty())) {
            return new EvidenceRecorder(attempt, training, nanoTime).atEnd();
        }
    }

    private List<String> lines() {
        return sink.events().stream()
                .filter(LogWritten.class::isInstance)
                .map(event -> ((LogWritten) event).message())
                .toList();
    }
}
