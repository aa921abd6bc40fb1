package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.ArtifactSaved;
import io.trainyard.contract.RunEvent.AttemptReleased;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.RunEvent.CheckpointSaved;
import io.trainyard.contract.RunEvent.EpochCompleted;
import io.trainyard.contract.RunEvent.EpochProgressed;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.RunEvent.LogWritten;
import io.trainyard.contract.RunEvent.RunCancelled;
import io.trainyard.contract.RunEvent.RunCompleted;
import io.trainyard.contract.RunEvent.RunFailed;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.WorkerName;
import io.trainyard.engine.data.DataException;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.evidence.Evidence;
import io.trainyard.worker.queue.RequestHandler.Outcome;
import io.trainyard.worker.reporting.RecordingSink;
import io.trainyard.worker.reporting.RunReporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptRunnerIT {
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");
    private static final RunSpec SPEC = Requests.spec(3);

    @TempDir
    private Path artifacts;

    private final RecordingSink sink = new RecordingSink();
    private final Cancellations cancellations = new Cancellations();

    @Test
    void everyEpochIsReportedBeforeItsCheckpoint() {
        Outcome outcome = run(FastTrainer.thatFinishes());

        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(kinds())
                .containsExactly(
                        AttemptStarted.class,
                        LogWritten.class,
                        LogWritten.class,
                        EpochCompleted.class,
                        CheckpointSaved.class,
                        ArtifactSaved.class,
                        EpochCompleted.class,
                        CheckpointSaved.class,
                        EpochCompleted.class,
                        CheckpointSaved.class,
                        ArtifactSaved.class,
                        LogWritten.class,
                        ArtifactSaved.class,
                        LogWritten.class,
                        ArtifactSaved.class,
                        RunCompleted.class);
    }

    @Test
    void evidenceThatCannotBeMadeCostsOnlyAWarning() {
        run(FastTrainer.thatFinishes());

        assertThat(events(ArtifactSaved.class))
                .extracting(ArtifactSaved::name)
                .containsExactly("layer-statistics.json", "layer-statistics.json", "possible", "model.safetensors");
        assertThat(events(LogWritten.class)).anySatisfy(line -> {
            assertThat(line.level()).isEqualTo(LogLevel.WARNING);
            assertThat(line.message()).startsWith("impossible was not saved");
        });
        assertThat(artifacts.resolve(RUN.value()).resolve("possible")).hasContent("!");
    }

    @Test
    void statisticsOfAResumedRunGoOnWhereTheCheckpointWas() throws IOException {
        run(FastTrainer.thatFinishes());
        Files.delete(artifacts.resolve(RUN.value()).resolve("checkpoint-000003.safetensors"));

        run(FastTrainer.thatFinishes());

        byte[] file = Files.readAllBytes(artifacts.resolve(RUN.value()).resolve(Evidence.LAYER_STATISTICS));
        assertThat(Evidence.layerStatistics(file).epochs()).containsExactly(1, 2, 3);
    }

    @Test
    void slowEpochIsWarnedOfInTheRunsLog() {
        run(new FastTrainer(Integer.MAX_VALUE, 2));

        assertThat(events(LogWritten.class))
                .filteredOn(line -> line.level() == LogLevel.WARNING)
                .extracting(LogWritten::message)
                .filteredOn(message -> message.startsWith("Epoch 2 was 2.5 times slower"))
                .hasSize(1);
    }

    @Test
    void divergenceThatIsFiniteIsWarnedOfInTheRunsLog() {
        run(FastTrainer.thatFinishes(), Requests.spec(FastTrainer.DIVERGING_EPOCHS));

        assertThat(events(LogWritten.class))
                .filteredOn(line -> line.level() == LogLevel.WARNING)
                .extracting(LogWritten::message)
                .contains("The run diverged");
        assertThat(kinds()).endsWith(RunCompleted.class);
    }

    @Test
    void resumedAttemptReportsTheEarlierEpochsAgain() throws IOException {
        checkpoint(2, "2");

        run(FastTrainer.thatFinishes());

        assertThat(events(AttemptStarted.class).getFirst().resumedFromEpoch()).isEqualTo(2);
        assertThat(events(EpochCompleted.class))
                .extracting(EpochCompleted::epoch)
                .containsExactly(1, 2, 3);
        assertThat(kinds()).containsOnlyOnce(CheckpointSaved.class);
    }

    @Test
    void damagedCheckpointIsLeftOutWithAWarning() throws IOException {
        checkpoint(1, "1");
        checkpoint(2, "damaged");

        run(FastTrainer.thatFinishes());

        assertThat(events(LogWritten.class)).anySatisfy(line -> {
            assertThat(line.level()).isEqualTo(LogLevel.WARNING);
            assertThat(line.message()).contains("epoch 2 cannot be used");
        });
        assertThat(events(LogWritten.class))
                .anySatisfy(line -> assertThat(line.message()).contains("Resumed after epoch 1"));
        assertThat(kinds()).endsWith(RunCompleted.class);
    }

    @Test
    void runWhoseCheckpointIsItsLastCompletesWithoutTraining() throws IOException {
        checkpoint(3, "3");

        run(new FastTrainer(0));

        assertThat(kinds()).endsWith(RunCompleted.class);
    }

    @Test
    void cancelledRunStopsWithinAnEpoch() {
        cancellations.receive(new RunCommand.CancelRun(RUN));

        assertThat(run(new FastTrainer(0))).isEqualTo(Outcome.DONE);
        assertThat(kinds()).endsWith(RunCancelled.class);
    }

    @Test
    void runThatIsCancelledWhileItsDataAreLoadedIsCancelled() {
        Outcome outcome = run(preparing(stop -> {
            assertThat(stop.isWanted()).isFalse();
            cancellations.receive(new RunCommand.CancelRun(RUN));
            stop.check();
        }));

        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(kinds()).containsExactly(AttemptStarted.class, RunCancelled.class);
    }

    @Test
    void cancellationThatNobodyOrderedFailsTheRun() {
        run(preparing(stop -> {
            throw new CancellationException("by itself");
        }));

        assertThat(events(RunFailed.class).getFirst().failure()).isEqualTo(FailureKind.INTERNAL);
    }

    @Test
    void supersededAttemptEndsWithoutAWordAboutTheRun() {
        cancellations.receive(new RunCommand.StopAttempt(RUN, ATTEMPT));

        assertThat(run(new FastTrainer(0))).isEqualTo(Outcome.DONE);
        assertThat(kinds()).endsWith(LogWritten.class);
    }

    @Test
    void stoppingWorkerHandsTheRunBack() {
        cancellations.stopAll();

        assertThat(run(new FastTrainer(0))).isEqualTo(Outcome.HAND_BACK);
        assertThat(events(AttemptReleased.class)).hasSize(1);
    }

    @Test
    void missingDataFailsTheRun() {
        assertThat(run(failing(new DataException("train-labels is missing")))).isEqualTo(Outcome.DONE);

        RunFailed failed = events(RunFailed.class).getFirst();
        assertThat(failed.failure()).isEqualTo(FailureKind.DATA);
        assertThat(failed.message()).isEqualTo("train-labels is missing");
    }

    private Outcome run(Trainer trainer) {
        return run(trainer, SPEC);
    }

    private Outcome run(Trainer trainer, RunSpec spec) {
        Clock clock = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);
        RunReporter reporter = new RunReporter(RUN, ATTEMPT, sink, clock);
        CheckpointFolder files = new CheckpointFolder(artifacts, RUN, ATTEMPT);
        return new AttemptRunner(new WorkerName("tester"), trainer)
                .run(new Attempt(RUN, ATTEMPT, spec, reporter, files, cancellations));
    }

    private interface Loading {
        void load(Stop stop) throws DataException;
    }

    private static Trainer failing(DataException failure) {
        return preparing(stop -> {
            throw failure;
        });
    }

    /** Never gets beyond its data. */
    private static Trainer preparing(Loading loading) {
        return new Trainer() {
            @Override
            public String device() {
                return "no device";
            }

            @Override
            public Prepared prepare(RunSpec spec, Stop stop) throws DataException {
                loading.load(stop);
                throw new AssertionError("the data were loaded");
            }
        };
    }

    private void checkpoint(int epoch, String content) throws IOException {
        Path directory = Files.createDirectories(artifacts.resolve(RUN.value()));
        Files.writeString(directory.resolve("checkpoint-%06d.safetensors".formatted(epoch)), content);
    }

    private List<Class<?>> kinds() {
        return sink.events().stream()
                .filter(event -> !(event instanceof EpochProgressed))
                .<Class<?>>map(RunEvent::getClass)
                .toList();
    }

    private <E extends RunEvent> List<E> events(Class<E> type) {
        return sink.events().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
