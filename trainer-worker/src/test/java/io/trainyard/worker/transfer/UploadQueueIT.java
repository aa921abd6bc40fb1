package io.trainyard.worker.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import io.trainyard.worker.files.AttemptFolder;
import io.trainyard.worker.files.Publication.SavedCheckpoint;
import io.trainyard.worker.files.Retention;
import io.trainyard.worker.files.SavedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UploadQueueIT {
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");

    @TempDir
    private Path artifacts;

    private final FakeFiles tracker = new FakeFiles();
    private final TrackerFiles client =
            new TrackerFiles(tracker.url(), Optional.empty(), new Bandwidth(0, System::nanoTime));
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<Integer> seen = new CopyOnWriteArrayList<>();
    private AttemptFolder folder;
    private UploadQueue queue;

    @BeforeEach
    void open() {
        open(Retention.USUAL);
    }

    private void open(Retention retention) {
        folder = new AttemptFolder(artifacts, RUN, ATTEMPT, retention);
        queue = new UploadQueue(new UploadQueue.Of(RUN, ATTEMPT), folder, client, retention, log::add);
    }

    @AfterEach
    void close() {
        queue.close();
        client.close();
        tracker.close();
    }

    private void save(int epoch, int best) throws IOException {
        SavedFile saved = folder.saveCheckpoint(epoch, best, file -> Files.writeString(file, "epoch " + epoch));
        queue.checkpoint(new SavedCheckpoint(epoch, saved), best, () -> seen.add(epoch));
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        while (!condition.holds()) TimeUnit.MILLISECONDS.sleep(5);
    }

    private static String name(int epoch) {
        return "checkpoint-%06d.safetensors".formatted(epoch);
    }

    @Test
    void checkpointIsSeenWhenTheTrackerHasIt() throws Exception {
        queue.begin(List.of());

        save(1, 1);
        await(queue::isDone);

        assertThat(seen).containsExactly(1);
        assertThat(tracker.files.get(RUN + "/" + ATTEMPT + "/" + name(1)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("epoch 1");
    }

    @Test
    void newerCheckpointTakesThePlaceOfOneThatWaits() throws Exception {
        for (int epoch = 1; epoch <= 20; epoch++) save(epoch, epoch);
        queue.begin(List.of());
        await(queue::isDone);

        assertThat(seen).containsExactly(20);
        assertThat(tracker.names()).containsExactly(name(20));
    }

    @Test
    void checkpointOfTheBestEpochIsThereBeforeThoseThatNeedIt() throws Exception {
        for (int epoch = 1; epoch <= 5; epoch++) save(epoch, Math.min(epoch, 3));
        queue.begin(List.of());
        await(queue::isDone);

        assertThat(tracker.sent()).containsExactly(name(3), name(5));
    }

    @Test
    void onlyTheNewestAndTheBestStayAtTheTracker() throws Exception {
        queue.begin(List.of());
        for (int epoch = 1; epoch <= 6; epoch++) {
            save(epoch, Math.min(epoch, 2));
            await(queue::isDone);
        }
        await(() -> tracker.files.size() == 3);

        assertThat(tracker.names()).containsExactly(name(2), name(5), name(6));
    }

    @Test
    void everySoManyEpochsACheckpointStays() throws Exception {
        open(new Retention(3));
        for (int epoch = 1; epoch <= 10; epoch++) save(epoch, epoch);
        queue.begin(List.of());
        await(queue::isDone);

        assertThat(tracker.names()).contains(name(3), name(6), name(9), name(10));
    }

    @Test
    void uploadThatIsCutOffGoesOnAndIsSaid() throws Exception {
        tracker.cutNextUploadAfter(4);
        queue.begin(List.of());

        save(1, 1);
        await(queue::isDone);

        assertThat(seen).containsExactly(1);
        assertThat(log).anyMatch(line -> line.contains("cannot be sent to the tracker and is tried again"));
        assertThat(log).last().isEqualTo("Files are sent to the tracker again");
    }

    @Test
    void trackerThatIsAwayKeepsNobodyWaitingAndGetsTheNewestLater() throws Exception {
        tracker.refuse(503);
        queue.begin(List.of());
        save(1, 1);
        await(() -> queue.trouble().isPresent());
        save(2, 2);
        assertThat(queue.isDone()).isFalse();
        assertThat(queue.awaitLast(Duration.ofSeconds(30))).isTrue();
        assertThat(queue.trouble().orElseThrow().cause()).hasMessageContaining("refused by the test");

        tracker.refuse(0);
        await(queue::isDone);

        assertThat(seen).containsExactly(2);
        assertThat(queue.trouble()).isEmpty();
    }

    @Test
    void attemptThatHasLostItsRunSendsNothingMore() throws Exception {
        tracker.refuse(409);
        queue.begin(List.of());
        save(1, 1);
        await(() -> queue.trouble().isPresent());
        await(() -> queue.awaitLast(Duration.ZERO));
        int asked = tracker.requests.size();
        tracker.refuse(0);

        save(2, 2);

        assertThat(queue.awaitLast(Duration.ofSeconds(30))).isTrue();
        assertThat(tracker.requests).hasSize(asked);
        assertThat(seen).isEmpty();
    }

    @Test
    void everyOtherFileIsSentAndWhatIsWithdrawnIsNot() throws Exception {
        SavedFile model = folder.save("model", file -> Files.writeString(file, "weights"));
        SavedFile old = folder.save("statistics-1", file -> Files.writeString(file, "1"));
        queue.file(old, () -> seen.add(1));
        queue.file(model, () -> seen.add(2));
        queue.withdraw("statistics-1");
        queue.begin(List.of());
        await(queue::isDone);

        assertThat(seen).containsExactly(2);
        assertThat(tracker.names()).containsExactly("model");
    }

    @Test
    void whatTheTrackerHasIsNotKeptHereWhenTheAttemptIsOver() throws Exception {
        queue.begin(List.of());
        save(1, 1);
        await(queue::isDone);

        queue.close();

        assertThat(artifacts.resolve(RUN.value())).doesNotExist();
    }

    @Test
    void whatTheTrackerHasNotIsKeptForTheNextAttemptHere() throws Exception {
        tracker.refuse(503);
        queue.begin(List.of());
        save(1, 1);
        await(() -> queue.trouble().isPresent());

        queue.close();

        assertThat(folder.checkpoint(1)).exists();
    }
}
