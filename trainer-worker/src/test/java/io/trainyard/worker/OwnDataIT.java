package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.AttemptReleased;
import io.trainyard.contract.RunEvent.RunCompleted;
import io.trainyard.contract.RunId;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.worker.files.AttemptFolder;
import io.trainyard.worker.reporting.RecordingSink;
import io.trainyard.worker.reporting.RunReporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker with a folder of data sets. */
@Timeout(120)
class OwnDataIT {
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");
    private static final WorkerName WORKER = new WorkerName("tester");

    @TempDir
    private Path directory;

    @Test
    void setThatIsToldOfIsTrainedOn() throws Exception {
        table(40);

        DatasetInfo info = told();

        assertThat(info.classes()).hasSize(10);
        assertThat(train(info, false)).isInstanceOf(RunCompleted.class);
    }

    @Test
    void earlierVersionIsTrainedOnAsLongAsItIsPrepared() throws Exception {
        table(40);
        DatasetInfo before = told();
        table(50);
        DatasetInfo after = told();

        assertThat(after.digest()).isNotEqualTo(before.digest());
        assertThat(train(before, false)).isInstanceOf(RunCompleted.class);
    }

    @Test
    void versionThatThisWorkerDoesNotHaveIsLeftToOthers() throws Exception {
        table(40);
        DatasetInfo before = told();
        table(50);
        DatasetInfo after = told();
        Files.delete(directory.resolve("downloads/own/lines/" + before.digest() + ".images"));

        AttemptReleased released = (AttemptReleased) train(before, true);

        assertThat(released.failure()).contains(FailureKind.DATA);
        assertThat(released.reason()).contains("lines", "another version", before.digest(), after.digest());
    }

    @Test
    void damagedSetIsATroubleOfTheWorker() throws Exception {
        table(40);
        Path file = directory.resolve("data/lines/train.csv");
        Files.writeString(file, Files.readString(file).replace(",255", ",256"));
        CountDownLatch seen = new CountDownLatch(1);

        DatasetWatch watch = DatasetWatch.start(DatasetWatch.sets(settings()), seen::countDown);

        assertThat(seen.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(watch.troubles()).singleElement().asString().contains("lines", file.toString(), "'256'");
        assertThat(watch.news()).contains(List.of());
        watch.stop();
    }

    /** Waits until the worker would tell of the set, and makes sure that it does so again only after a while. */
    private DatasetInfo told() throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        DatasetWatch watch = DatasetWatch.start(DatasetWatch.sets(settings()), seen::countDown);
        assertThat(seen.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(watch.troubles()).isEmpty();
        List<DatasetInfo> sets = watch.news().orElseThrow();
        assertThat(watch.news()).isEmpty();
        assertThat(IntStream.range(0, 20).filter(i -> watch.news().isPresent())).hasSize(1);
        watch.stop();
        assertThat(sets).hasSize(1);
        return sets.getFirst();
    }

    /** Images of one bright row each, of ten classes. */
    private void table(int images) throws IOException {
        String rows = IntStream.range(0, images)
                .mapToObj(i -> i % 10 + ","
                        + IntStream.range(0, 100)
                                .mapToObj(pixel -> pixel / 10 == i % 10 ? "255" : Integer.toString(i))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        String head = IntStream.range(0, 100).mapToObj(i -> ",p" + i).collect(Collectors.joining("", "label", "\n"));
        Path folder = Files.createDirectories(directory.resolve("data/lines"));
        Files.writeString(folder.resolve("train.csv"), head + rows + "\n");
    }

    private RunEvent train(DatasetInfo info, boolean leftToOthers) {
        RecordingSink sink = new RecordingSink();
        Attempt attempt = new Attempt(
                RUN,
                ATTEMPT,
                Requests.spec(DatasetSpec.whole(info), 1),
                new RunReporter(RUN, ATTEMPT, sink, Clock.systemUTC()),
                new AttemptFolder(directory.resolve("artifacts"), RUN, ATTEMPT),
                new Cancellations(),
                Requests.GRANTED);
        WorkerPause pause = new WorkerPause(System::nanoTime);
        new AttemptRunner(WORKER, EngineTrainer.of(settings()), PatientSaving.Pauses.USUAL, pause).run(attempt);

        assertThat(pause.left().isPositive()).isEqualTo(leftToOthers);

        return sink.events().getLast();
    }

    private WorkerSettings settings() {
        return new WorkerSettings(
                WORKER,
                KafkaConnection.to("no broker is asked"),
                FileSettings.shared(directory.resolve("artifacts")),
                directory.resolve("spool"),
                Optional.of(directory.resolve("data")),
                directory.resolve("downloads"),
                false,
                1,
                Duration.ofSeconds(2),
                WorkerSettings.USUAL_HANG_TIMEOUT,
                StopSettings.USUAL,
                ProfileSettings.USUAL);
    }
}
