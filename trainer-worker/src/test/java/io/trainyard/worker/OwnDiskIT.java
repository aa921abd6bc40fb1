package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.Restart;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.ArtifactSaved;
import io.trainyard.contract.RunEvent.AttemptReleased;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.RunEvent.LogWritten;
import io.trainyard.contract.RunEvent.RunCompleted;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.WorkerName;
import io.trainyard.worker.PatientSaving.Pauses;
import io.trainyard.worker.files.AttemptFolder;
import io.trainyard.worker.files.Retention;
import io.trainyard.worker.reporting.EventSink;
import io.trainyard.worker.reporting.RunReporter;
import io.trainyard.worker.transfer.Bandwidth;
import io.trainyard.worker.transfer.FakeFiles;
import io.trainyard.worker.transfer.TrackerFiles;
import io.trainyard.worker.transfer.UploadQueue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Attempts on a disk that nobody else sees, with a tracker that takes what they save. */
@Timeout(60)
class OwnDiskIT {
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptId EARLIER = new AttemptId("00000000000000a0");
    private static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");
    private static final RunSpec SPEC = Requests.spec(3);
    private static final RunSpec HELD_OUT = RunSpec.of(
                    "held out", SPEC.network(), new DatasetSpec("mnist", 0, 0, false, 0.1))
            .epochs(3)
            .build();
    private static final Pauses ENDLESS = new Pauses(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofDays(1));
    private static final Pauses SHORT = new Pauses(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(5));

    @TempDir
    private Path disk;

    private final FakeFiles tracker = new FakeFiles();
    private final TrackerFiles client =
            new TrackerFiles(tracker.url(), Optional.empty(), new Bandwidth(0, System::nanoTime));
    private final Cancellations cancellations = new Cancellations();
    private final List<RunEvent> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        client.close();
        tracker.close();
    }

    private void run(RunSpec spec, Trainer trainer, Pauses pauses, Consumer<RunEvent> listener) {
        EventSink sink = new EventSink() {
            @Override
            public void publish(RunEvent event) {
                events.add(event);
                listener.accept(event);
            }

            @Override
            public boolean isCongested() {
                return false;
            }
        };
        RunReporter reporter = new RunReporter(RUN, ATTEMPT, sink, Clock.systemUTC());
        AttemptFolder files = new AttemptFolder(disk, RUN, ATTEMPT);
        UploadQueue uploads = new UploadQueue(
                new UploadQueue.Of(RUN, ATTEMPT),
                files,
                client,
                Retention.USUAL,
                line -> reporter.log(LogLevel.WARNING, line));
        new AttemptRunner(new WorkerName("tester"), trainer, pauses, new WorkerPause(System::nanoTime))
                .run(new Attempt(
                        RUN,
                        ATTEMPT,
                        spec,
                        Restart.NONE,
                        reporter,
                        files,
                        uploads,
                        cancellations,
                        new ProgressWatch(),
                        Requests.GRANTED));
    }

    private void run() {
        run(SPEC, FastTrainer.thatFinishes(), ENDLESS, event -> {});
    }

    private void earlier(int epoch) {
        tracker.files.put(path(EARLIER, epoch), Integer.toString(epoch).getBytes(StandardCharsets.UTF_8));
    }

    private static String path(AttemptId attempt, int epoch) {
        return RUN + "/" + attempt + "/checkpoint-%06d.safetensors".formatted(epoch);
    }

    private <T extends RunEvent> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private String sent(String name) {
        byte[] content = tracker.files.get(RUN + "/" + ATTEMPT + "/" + name);
        return content == null ? "" : new String(content, StandardCharsets.UTF_8).strip();
    }

    @Test
    void runCompletesWhenTheTrackerHasEverythingOfIt() {
        run();

        assertThat(events).last().isInstanceOf(RunCompleted.class);
        assertThat(sent(AttemptFolder.MODEL)).isEqualTo("3");
        for (ArtifactSaved artifact : events(ArtifactSaved.class))
            assertThat(tracker.files).containsKey(artifact.path());
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void emptyDiskGoesOnFromTheNewestCheckpointOfTheTracker() {
        earlier(1);
        earlier(2);

        run();

        assertThat(events(AttemptStarted.class).getFirst().resumedFromEpoch()).isEqualTo(2);
        assertThat(events).last().isInstanceOf(RunCompleted.class);
    }

    @Test
    void checkpointOfTheBestEpochIsFetchedToo() {
        earlier(1);
        earlier(2);

        run(HELD_OUT, new FastTrainer(Integer.MAX_VALUE, 0, 1), ENDLESS, event -> {});

        assertThat(events(AttemptStarted.class).getFirst().resumedFromEpoch()).isEqualTo(2);
        assertThat(sent(AttemptFolder.MODEL)).isEqualTo("1");
        assertThat(tracker.files).containsKey(path(ATTEMPT, 1));
    }

    @Test
    void damagedCheckpointIsLeftOutForAnOlderOneAndThatIsSaid() {
        earlier(1);
        earlier(2);
        tracker.damage(path(EARLIER, 2));

        run();

        assertThat(events(AttemptStarted.class).getFirst().resumedFromEpoch()).isEqualTo(1);
        assertThat(events(LogWritten.class))
                .anySatisfy(line -> assertThat(line.message())
                        .contains("checkpoint of epoch 2 cannot be used and is left out", "SHA-256"));
    }

    @Test
    void runThatTheTrackerHasNoRoomForWaitsAndSaysWhy() {
        run(SPEC, FastTrainer.thatFinishes(), ENDLESS, event -> {
            if (event instanceof AttemptStarted) tracker.refuse(507);
            if (event instanceof LogWritten line && line.message().contains("The run waits")) tracker.refuse(0);
        });

        assertThat(events(LogWritten.class))
                .anySatisfy(line -> assertThat(line.message())
                        .contains("The files of the run cannot be saved", "refused by the test", "The run waits"));
        assertThat(events).last().isInstanceOf(RunCompleted.class);
        assertThat(sent(AttemptFolder.MODEL)).isEqualTo("3");
    }

    @Test
    void runWhoseFilesNobodyTakesIsHandedBack() {
        run(SPEC, FastTrainer.thatFinishes(), SHORT, event -> {
            if (event instanceof AttemptStarted) tracker.refuse(507);
        });

        assertThat(events(RunCompleted.class)).isEmpty();
        assertThat(events(ArtifactSaved.class)).isEmpty();
        assertThat(events(AttemptReleased.class).getFirst().failure()).contains(FailureKind.STORAGE);
    }

    @Test
    void whatWasTrainedIsSentBeforeTheRunIsHandedBack() {
        run(SPEC, FastTrainer.thatFinishes(), ENDLESS, event -> {
            if (event instanceof RunEvent.EpochCompleted completed && completed.epoch() == 2) cancellations.drain();
        });

        assertThat(events).last().isInstanceOf(AttemptReleased.class);
        assertThat(tracker.files).containsKey(path(ATTEMPT, 2));
    }
}
