package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.ArtifactSaved;
import io.trainyard.contract.RunEvent.LogWritten;
import io.trainyard.contract.RunEvent.RunCancelled;
import io.trainyard.contract.RunEvent.RunCompleted;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.WorkerName;
import io.trainyard.testkit.SmallDisk;
import io.trainyard.worker.PatientSaving.Pauses;
import io.trainyard.worker.files.AttemptFolder;
import io.trainyard.worker.reporting.EventSink;
import io.trainyard.worker.reporting.RunReporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs whose artifacts have no room on the disk. */
class FullDiskIT {
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");
    private static final RunSpec SPEC = Requests.spec(3);
    private static final RunSpec HELD_OUT = RunSpec.of(
                    "held out", SPEC.network(), new DatasetSpec("mnist", 0, 0, false, 0.1))
            .epochs(3)
            .build();
    private static final Pauses SHORT = new Pauses(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(5));
    private static final Pauses ENDLESS = new Pauses(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofDays(1));

    private final List<RunEvent> events = new CopyOnWriteArrayList<>();
    private final Cancellations cancellations = new Cancellations();
    private final WorkerPause pause = new WorkerPause(System::nanoTime);
    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(256);
    }

    @AfterEach
    void unmount() throws Exception {
        disk.close();
    }

    @Test
    void runWhoseModelCannotBeSavedWaitsAndSaysWhy() throws IOException {
        run(SPEC, ENDLESS, whenFirst(epochCompleted(2), disk::fill), whenFirst(waits("epoch 3"), disk::empty));

        assertThat(lines()).anyMatch(line -> line.startsWith("The checkpoint of epoch 2 was not saved: No space left"));
        assertThat(lines())
                .anyMatch(line -> line.startsWith("The checkpoint of epoch 3 cannot be saved: No space left"));
        assertThat(events).last().isInstanceOf(RunCompleted.class);
        ArtifactSaved model = model();
        assertThat(model.epoch()).isEqualTo(3);
        assertThat(Files.readString(disk.directory().resolve(model.path()))).isEqualToIgnoringWhitespace("3");
    }

    @Test
    void runWhoseModelCanNeverBeSavedDoesNotComplete() {
        run(SPEC, SHORT, whenFirst(epochCompleted(2), disk::fill));

        assertThat(events).noneMatch(RunCompleted.class::isInstance);
        assertThat(events)
                .noneMatch(event ->
                        event instanceof ArtifactSaved saved && saved.name().equals(AttemptFolder.MODEL));
    }

    @Test
    void trainingDoesNotGoOnBeforeTheBestEpochIsSaved() throws IOException {
        run(
                HELD_OUT,
                ENDLESS,
                new FastTrainer(Integer.MAX_VALUE, 0, 2),
                whenFirst(epochCompleted(2), disk::fill),
                whenFirst(waits("epoch 2"), disk::empty));

        assertThat(model().epoch()).isEqualTo(2);
        assertThat(Files.readString(disk.directory().resolve(model().path()))).isEqualToIgnoringWhitespace("2");
    }

    @Test
    void runThatWaitsForRoomCanBeCancelled() {
        run(
                SPEC,
                ENDLESS,
                whenFirst(epochCompleted(3), disk::fill),
                whenFirst(waits("epoch 3"), () -> cancellations.receive(new RunCommand.CancelRun(RUN))));

        assertThat(events).last().isInstanceOf(RunCancelled.class);
    }

    @Test
    void evidenceThatHasNoRoomIsNamed() throws IOException {
        run(SPEC, SHORT, whenFirst(RunEvent.CheckpointSaved.class::isInstance, disk::fill, 3));

        assertThat(lines())
                .anyMatch(line -> line.startsWith("possible was not saved") && line.contains("No space left"));
        assertThat(events).last().isInstanceOf(RunCompleted.class);
        assertThat(model().epoch()).isEqualTo(3);
    }

    private interface Action {
        void run() throws IOException;
    }

    private static EventSink whenFirst(Predicate<RunEvent> happens, Action action) {
        return whenFirst(happens, action, 1);
    }

    private static EventSink whenFirst(Predicate<RunEvent> happens, Action action, int time) {
        return new EventSink() {
            private int times;

            @Override
            public void publish(RunEvent event) {
                if (!happens.test(event) || ++times != time) return;
                try {
                    action.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public boolean isCongested() {
                return false;
            }
        };
    }

    private static Predicate<RunEvent> epochCompleted(int epoch) {
        return event -> event instanceof RunEvent.EpochCompleted completed && completed.epoch() == epoch;
    }

    private static Predicate<RunEvent> waits(String what) {
        return event -> event instanceof LogWritten line
                && line.message().contains(what + " cannot be saved: ")
                && line.message().contains("The run waits");
    }

    private void run(RunSpec spec, Pauses pauses, EventSink... sinks) {
        run(spec, pauses, FastTrainer.thatFinishes(), sinks);
    }

    private void run(RunSpec spec, Pauses pauses, Trainer trainer, EventSink... sinks) {
        EventSink all = new EventSink() {
            @Override
            public void publish(RunEvent event) {
                events.add(event);
                for (EventSink sink : sinks) sink.publish(event);
            }

            @Override
            public boolean isCongested() {
                return false;
            }
        };
        RunReporter reporter = new RunReporter(RUN, ATTEMPT, all, Clock.systemUTC());
        AttemptFolder files = new AttemptFolder(disk.directory(), RUN, ATTEMPT);
        new AttemptRunner(new WorkerName("tester"), trainer, pauses, pause)
                .run(new Attempt(RUN, ATTEMPT, spec, reporter, files, cancellations, Requests.GRANTED));
    }

    private ArtifactSaved model() {
        return events.stream()
                .filter(ArtifactSaved.class::isInstance)
                .map(ArtifactSaved.class::cast)
                .filter(saved -> saved.name().equals(AttemptFolder.MODEL))
                .findFirst()
                .orElseThrow();
    }

    private List<String> lines() {
        return events.stream()
                .filter(LogWritten.class::isInstance)
                .map(event -> ((LogWritten) event).message())
                .toList();
    }
}
