package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.Restart;
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
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.engine.NumericException;
import io.trainyard.engine.ResumePoint;
import io.trainyard.engine.data.DataException;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.evidence.Evidence;
import io.trainyard.worker.files.AttemptFolder;
import io.trainyard.worker.reporting.RecordingSink;
import io.trainyard.worker.reporting.RunReporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptRunnerIT {
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");
    private static final AttemptId EARLIER = new AttemptId("00000000000000a0");
    private static final RunSpec SPEC = Requests.spec(3);
    private static final RunSpec HELD_OUT = RunSpec.of(
                    "held out", SPEC.network(), new DatasetSpec("mnist", 0, 0, false, 0.1))
            .epochs(3)
            .build();

    @TempDir
    private Path artifacts;

    private final RecordingSink sink = new RecordingSink();
    private final Cancellations cancellations = new Cancellations();
    private final WorkerPause pause = new WorkerPause(System::nanoTime);

    @Test
    void everyEpochIsReportedBeforeItsCheckpoint() {
        run(FastTrainer.thatFinishes());

        assertThat(kinds())
                .containsExactly(
                        AttemptStarted.class,
                        LogWritten.class,
                        LogWritten.class,
                        EpochCompleted.class,
                        ArtifactSaved.class,
                        CheckpointSaved.class,
                        EpochCompleted.class,
                        CheckpointSaved.class,
                        EpochCompleted.class,
                        CheckpointSaved.class,
                        ArtifactSaved.class,
                        ArtifactSaved.class,
                        LogWritten.class,
                        ArtifactSaved.class,
                        LogWritten.class,
                        RunCompleted.class);
    }

    @Test
    void evidenceThatCannotBeMadeCostsOnlyAWarning() {
        run(FastTrainer.thatFinishes());

        assertThat(events(ArtifactSaved.class))
                .extracting(ArtifactSaved::name)
                .containsExactly("layer-statistics.json", "model.safetensors", "layer-statistics.json", "possible");
        assertThat(events(LogWritten.class)).anySatisfy(line -> {
            assertThat(line.level()).isEqualTo(LogLevel.WARNING);
            assertThat(line.message()).startsWith("impossible was not saved");
        });
        assertThat(saved("possible")).hasContent("!");
    }

    @Test
    void statisticsOfAResumedRunGoOnWhereTheCheckpointWas() throws IOException {
        checkpoint(2, "2");

        run(FastTrainer.thatFinishes());

        assertThat(new ObjectMapper()
                        .readTree(saved(Evidence.LAYER_STATISTICS).toFile())
                        .path("epochs"))
                .hasToString("[1,2,3]");
    }

    @Test
    void modelIsOfTheBestEpochAndSaysSo() throws IOException {
        run(HELD_OUT, new FastTrainer(Integer.MAX_VALUE, 0, 1));

        assertThat(Files.readString(saved(AttemptFolder.MODEL))).isEqualToIgnoringWhitespace("1");
        assertThat(artifact(AttemptFolder.MODEL).epoch()).isEqualTo(1);
        assertThat(artifact("possible").epoch()).isEqualTo(1);
        assertThat(events(CheckpointSaved.class).getLast().epoch()).isEqualTo(3);
    }

    @Test
    void anotherTryFromTheStartLeavesCheckpointsOfEarlierAttemptsAlone() throws IOException {
        checkpoint(1, "1");
        checkpoint(2, "2");

        run(new Restart(1, 0, List.of(EARLIER)));

        AttemptStarted start = events(AttemptStarted.class).getFirst();
        assertThat(start.resumedFromEpoch()).isZero();
        assertThat(start.restart()).isEqualTo(1);
        assertThat(kinds()).endsWith(RunCompleted.class);
    }

    @Test
    void anotherTryFromACheckpointTakesNoLaterOneOfEarlierAttempts() throws IOException {
        checkpoint(1, "1");
        checkpoint(2, "2");

        run(new Restart(1, 1, List.of(EARLIER)));

        assertThat(events(AttemptStarted.class).getFirst().resumedFromEpoch()).isEqualTo(1);
    }

    @Test
    void attemptAfterThatOfAnotherTryGoesOnFromItsCheckpoint() throws IOException {
        checkpoint(2, "2");

        run(new Restart(1, 0, List.of(new AttemptId("00000000000000a9"))));

        assertThat(events(AttemptStarted.class).getFirst().resumedFromEpoch()).isEqualTo(2);
    }

    @Test
    void pausedAttemptIsHandedBackWithTheRun() {
        cancellations.claim(ATTEMPT);

        run(preparingWith(() -> cancellations.receive(new RunCommand.PauseAttempt(RUN, ATTEMPT))));

        assertThat(events(EpochCompleted.class)).isEmpty();
        assertThat(sink.events().getLast())
                .isInstanceOfSatisfying(
                        RunEvent.AttemptReleased.class,
                        released -> assertThat(released.reason()).isEqualTo("The run is paused"));
    }

    @Test
    void resumedRunKeepsTheBestEpochOfTheAttemptBefore() throws IOException {
        checkpoint(1, "1");
        checkpoint(2, "2");

        run(HELD_OUT, new FastTrainer(Integer.MAX_VALUE, 0, 1));

        assertThat(Files.readString(saved(AttemptFolder.MODEL))).isEqualToIgnoringWhitespace("1");
        assertThat(events(AttemptStarted.class).getFirst().resumedFromEpoch()).isEqualTo(2);
    }

    @Test
    void checkpointWhoseBestEpochIsGoneIsLeftOut() throws IOException {
        checkpoint(2, "2");

        run(HELD_OUT, new FastTrainer(Integer.MAX_VALUE, 0, 1));

        assertThat(events(AttemptStarted.class).getFirst().resumedFromEpoch()).isZero();
        assertThat(events(LogWritten.class))
                .anySatisfy(line -> assertThat(line.message()).contains("epoch 2 cannot be used", "best epoch"));
        assertThat(artifact(AttemptFolder.MODEL).epoch()).isEqualTo(1);
    }

    @Test
    void everyFileIsReportedWithItsSizeAndDigest() throws Exception {
        run(FastTrainer.thatFinishes());

        ArtifactSaved model = artifact(AttemptFolder.MODEL);
        byte[] content = Files.readAllBytes(saved(AttemptFolder.MODEL));
        assertThat(model.bytes()).isEqualTo(content.length);
        assertThat(model.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        assertThat(events(CheckpointSaved.class).getLast().sha256()).isEqualTo(model.sha256());
    }

    @Test
    void attemptGoesOnFromTheEpochThatItReportsWhateverOthersDelete() throws IOException {
        checkpoint(2, "2");

        run(SPEC, deletingWhileDataIsLoaded(artifacts.resolve(RUN.value()).resolve(EARLIER.value())));

        assertThat(events(AttemptStarted.class).getFirst().resumedFromEpoch()).isEqualTo(2);
        assertThat(events(LogWritten.class))
                .anySatisfy(line -> assertThat(line.message()).contains("Resumed after epoch 2"));
    }

    @Test
    void slowEpochIsWarnedOfInTheRunsLog() {
        run(new FastTrainer(Integer.MAX_VALUE, 2, 0));

        assertThat(events(LogWritten.class))
                .filteredOn(line -> line.level() == LogLevel.WARNING)
                .extracting(LogWritten::message)
                .filteredOn(message -> message.startsWith("In epoch 2 training became 2.5 times slower"))
                .hasSize(1);
    }

    @Test
    void divergenceThatIsFiniteIsWarnedOfInTheRunsLog() {
        run(Requests.spec(FastTrainer.DIVERGING_EPOCHS), FastTrainer.thatFinishes());

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

        run(new FastTrainer(0));
        assertThat(kinds()).endsWith(RunCancelled.class);
    }

    @Test
    void runThatIsCancelledWhileItsDataAreLoadedIsCancelled() {
        run(preparing(stop -> {
            assertThat(stop.isWanted()).isFalse();
            cancellations.receive(new RunCommand.CancelRun(RUN));
            stop.check();
        }));

        assertThat(kinds()).containsExactly(AttemptStarted.class, RunCancelled.class);
    }

    @Test
    void cancellationThatNobodyOrderedFailsTheRun() {
        run(preparing(_ -> {
            throw new CancellationException("by itself");
        }));

        assertThat(events(RunFailed.class).getFirst().failure()).isEqualTo(FailureKind.INTERNAL);
    }

    @Test
    void supersededAttemptEndsWithoutAWordAboutTheRun() {
        cancellations.receive(new RunCommand.StopAttempt(RUN, ATTEMPT));

        run(new FastTrainer(0));
        assertThat(kinds()).endsWith(LogWritten.class);
    }

    @Test
    void stoppingWorkerHandsTheRunBack() {
        cancellations.stopAll();

        run(new FastTrainer(0));
        assertThat(events(AttemptReleased.class)).hasSize(1);
    }

    @Test
    void runThatThisWorkerCannotTrainGoesBackForOthersAndTheWorkerPauses() {
        run(failing(new DataException("train-labels is missing")));

        AttemptReleased released = events(AttemptReleased.class).getFirst();
        assertThat(released.failure()).contains(FailureKind.DATA);
        assertThat(released.reason()).isEqualTo("train-labels is missing");
        assertThat(pause.left()).isPositive();
        assertThat(pause.trouble().orElseThrow()).contains("train-labels is missing");
    }

    @Test
    void attemptThatCannotReadItsFolderSaysSo() throws IOException {
        checkpoint(2, "2");
        // In place of the attempt's own folder.
        Files.writeString(artifacts.resolve(RUN.value()).resolve(ATTEMPT.value()), "no folder");

        run(FastTrainer.thatFinishes());

        assertThat(kinds()).containsExactly(AttemptStarted.class, AttemptReleased.class);
        assertThat(events(AttemptReleased.class).getFirst().failure()).contains(FailureKind.STORAGE);
    }

    @Test
    void runThatWouldFailEverywhereHasFailedAndTheWorkerGoesOn() {
        run(preparingWith(() -> {
            throw new NumericException(1, 2, "the loss");
        }));

        assertThat(events(RunFailed.class).getFirst().failure()).isEqualTo(FailureKind.NUMERIC);
        assertThat(pause.left()).isZero();
    }

    @Test
    void attemptThatIsRefusedTrainsNothing() {
        run(FastTrainer.thatFinishes(), _ -> Claim.Word.refused(StopReason.SUPERSEDED));

        assertThat(kinds()).containsExactly(AttemptStarted.class, LogWritten.class);
    }

    @Test
    void epochsSayWhatTheyWereTrainedOnButThoseOfTheCheckpoint() throws IOException {
        checkpoint(1, "1");

        run(FastTrainer.thatFinishes());

        assertThat(events(EpochCompleted.class))
                .extracting(epoch -> epoch.on().map(TrainedOn::toString).orElse(""))
                .containsExactly("", "no device, 1 thread", "no device, 1 thread");
    }

    @Test
    void attemptThatNoTrackerAnswersIsReleasedAfterAWhile() {
        cancellations.claim(ATTEMPT);
        AtomicBoolean asked = new AtomicBoolean();

        run(
                FastTrainer.thatFinishes(),
                new TrackersGrant(_ -> true, cancellations, () -> asked.set(true), Duration.ofMillis(1)));

        assertThat(kinds()).containsExactly(AttemptStarted.class, AttemptReleased.class);
        assertThat(events(AttemptReleased.class).getFirst().failure()).isEmpty();
        assertThat(asked).isTrue();
    }

    @Test
    void whatTheFirstEpochWasTrainedOnReachesTheEngine() {
        TrainedOn before = new TrainedOn("onednn", "oneDNN", 2, "fp32", "Some processor");
        List<Optional<TrainedOn>> heard = new ArrayList<>();
        Trainer trainer = new HearingTrainer(FastTrainer.thatFinishes(), heard);

        run(trainer, _ -> Claim.Word.granted(Optional.of(before)));
        run(trainer, _ -> Claim.Word.granted(Optional.of(before)));

        // The second one goes on from the first one's checkpoint.
        assertThat(heard).containsExactly(Optional.of(before), Optional.of(before));
    }

    /** Keeps what it is told that the first epoch was trained on. */
    private record HearingTrainer(Trainer trainer, List<Optional<TrainedOn>> heard) implements Trainer {
        @Override
        public DeviceClass deviceClass() {
            return trainer.deviceClass();
        }

        @Override
        public long freeMemory() {
            return trainer.freeMemory();
        }

        @Override
        public String device() {
            return trainer.device();
        }

        @Override
        public ResumePoint resumePoint(RunSpec spec, Path checkpoint) throws IOException {
            return trainer.resumePoint(spec, checkpoint);
        }

        @Override
        public Prepared prepare(RunSpec spec, Stop stop) throws DataException {
            Prepared prepared = trainer.prepare(spec, stop);
            return new Prepared() {
                @Override
                public int trainImages() {
                    return prepared.trainImages();
                }

                @Override
                public int testImages() {
                    return prepared.testImages();
                }

                @Override
                public Training start(Optional<TrainedOn> before) {
                    heard.add(before);
                    return prepared.start(before);
                }

                @Override
                public Training resume(Path checkpoint, Optional<TrainedOn> before) throws IOException {
                    heard.add(before);
                    return prepared.resume(checkpoint, before);
                }
            };
        }
    }

    private void run(Trainer trainer) {
        run(SPEC, trainer);
    }

    private void run(Restart restart) {
        run(SPEC, restart, FastTrainer.thatFinishes(), Requests.GRANTED);
    }

    private void run(RunSpec spec, Trainer trainer) {
        run(spec, trainer, Requests.GRANTED);
    }

    private void run(Trainer trainer, Claim claim) {
        run(SPEC, trainer, claim);
    }

    private void run(RunSpec spec, Trainer trainer, Claim claim) {
        run(spec, Restart.NONE, trainer, claim);
    }

    private void run(RunSpec spec, Restart restart, Trainer trainer, Claim claim) {
        Clock clock = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);
        RunReporter reporter = new RunReporter(RUN, ATTEMPT, sink, clock);
        AttemptFolder files = new AttemptFolder(artifacts, RUN, ATTEMPT);
        new AttemptRunner(new WorkerName("tester"), trainer, PatientSaving.Pauses.USUAL, pause)
                .run(new Attempt(RUN, ATTEMPT, spec, restart, reporter, files, cancellations, claim));
    }

    private static Trainer failing(DataException failure) {
        return preparing(_ -> {
            throw failure;
        });
    }

    private static Trainer preparingWith(Runnable preparation) {
        return preparing(_ -> preparation.run());
    }

    private static Trainer deletingWhileDataIsLoaded(Path folder) {
        return preparing(_ -> {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private interface Loading {
        void load(Stop stop) throws DataException;
    }

    /** Trains fast once its data are loaded. */
    private static Trainer preparing(Loading loading) {
        return new Trainer() {
            @Override
            public DeviceClass deviceClass() {
                return DeviceClass.CPU;
            }

            @Override
            public long freeMemory() {
                return 1L << 30;
            }

            @Override
            public String device() {
                return "no device";
            }

            @Override
            public ResumePoint resumePoint(RunSpec spec, Path checkpoint) throws IOException {
                return FastTrainer.thatFinishes().resumePoint(spec, checkpoint);
            }

            @Override
            public Prepared prepare(RunSpec spec, Stop stop) throws DataException {
                loading.load(stop);
                return FastTrainer.thatFinishes().prepare(spec, stop);
            }
        };
    }

    private ArtifactSaved artifact(String name) {
        return events(ArtifactSaved.class).stream()
                .filter(saved -> saved.name().equals(name))
                .toList()
                .getLast();
    }

    private Path saved(String name) {
        return artifacts.resolve(artifact(name).path());
    }

    private void checkpoint(int epoch, String content) throws IOException {
        Path directory = Files.createDirectories(artifacts.resolve(RUN.value()).resolve(EARLIER.value()));
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
