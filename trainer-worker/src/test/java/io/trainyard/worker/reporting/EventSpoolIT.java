package io.trainyard.worker.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSpoolIT {
    private static final int SMALL_SEGMENT = 40;

    @TempDir
    private Path directory;

    @Test
    void eventsComeOutAsTheyWentIn() throws IOException {
        try (EventSpool spool = open()) {
            append(spool, "one", "two", "three");

            assertThat(unsent(spool)).containsExactly("one", "two", "three");
            assertThat(spool.read(0, 10, 1000)).extracting(SpooledEvent::key).containsOnly("run");
        }
    }

    @Test
    void unsentEventsAreThereAfterARestart() throws IOException {
        try (EventSpool spool = open()) {
            append(spool, "one", "two", "three");
            acknowledgeFirst(spool);
        }

        try (EventSpool spool = open()) {
            assertThat(unsent(spool)).containsExactly("two", "three");
        }
    }

    @Test
    void nothingIsSentAgainOnceAllIsAcknowledged() throws IOException {
        try (EventSpool spool = open()) {
            append(spool, "one", "two");
            spool.acknowledge(spool.read(0, 10, 1000).getLast().end());
        }

        try (EventSpool spool = open()) {
            assertThat(unsent(spool)).isEmpty();
            assertThat(spool.backlogBytes()).isZero();
        }
    }

    @Test
    void tornTailIsCutOffAndTheSpoolGoesOn() throws IOException {
        try (EventSpool spool = open()) {
            append(spool, "whole", "torn");
        }
        Path segment = SpoolSegment.filesIn(directory).getLast();
        shortenBy(segment, 1);

        try (EventSpool spool = open()) {
            append(spool, "new");
            assertThat(unsent(spool)).containsExactly("whole", "new");
        }
    }

    @Test
    void eventWithAChangedByteIsLeftOut() throws IOException {
        try (EventSpool spool = open()) {
            append(spool, "whole", "damaged");
        }
        Path segment = SpoolSegment.filesIn(directory).getLast();
        overwrite(segment, Files.size(segment) - 1, (byte) '?');

        try (EventSpool spool = open()) {
            assertThat(unsent(spool)).containsExactly("whole");
        }
    }

    @Test
    void tearInAnOlderSegmentLosesNothingOfTheNewerOnes() throws IOException {
        try (EventSpool spool = open()) {
            append(spool, "a".repeat(SMALL_SEGMENT), "b".repeat(SMALL_SEGMENT), "last");
        }
        shortenBy(SpoolSegment.filesIn(directory).getFirst(), 1);

        try (EventSpool spool = open()) {
            assertThat(unsent(spool)).containsExactly("b".repeat(SMALL_SEGMENT), "last");
        }
    }

    @Test
    void damagedAcknowledgementMakesEventsBeSentAgain() throws IOException {
        try (EventSpool spool = open()) {
            append(spool, "one", "two");
            acknowledgeFirst(spool);
        }
        overwrite(directory.resolve("acknowledged"), 7, (byte) 99);

        try (EventSpool spool = open()) {
            assertThat(unsent(spool)).containsExactly("one", "two");
        }
    }

    @Test
    void segmentsThatKafkaHasAreDeleted() throws IOException {
        try (EventSpool spool = open()) {
            append(spool, "a".repeat(SMALL_SEGMENT), "b".repeat(SMALL_SEGMENT), "last");
            spool.acknowledge(spool.read(0, 10, 1000).getLast().end());

            assertThat(SpoolSegment.filesIn(directory)).hasSize(1);
            append(spool, "after");
            assertThat(unsent(spool)).containsExactly("after");
        }
    }

    @Test
    void batchIsBoundedByCountAndBytes() throws IOException {
        try (EventSpool spool = open()) {
            append(spool, "one", "two", "three");

            assertThat(spool.read(0, 2, 1000)).hasSize(2);
            assertThat(spool.read(0, 10, 1)).hasSize(1);
        }
    }

    @Test
    void flushTellsWhetherKafkaHasEverything() throws Exception {
        try (EventSpool spool = open()) {
            append(spool, "one");
            assertThat(spool.awaitAcknowledged(Duration.ofMillis(1))).isFalse();

            acknowledgeFirst(spool);
            assertThat(spool.awaitAcknowledged(Duration.ofMillis(1))).isTrue();
        }
    }

    @Test
    void secondWorkerIsRefused() throws IOException {
        try (EventSpool spool = open()) {
            append(spool, "one");

            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use");
        }
    }

    private EventSpool open() throws IOException {
        return EventSpool.open(directory, SMALL_SEGMENT);
    }

    private static void append(EventSpool spool, String... values) throws IOException {
        for (String value : values) spool.append("run", value.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> unsent(EventSpool spool) throws IOException {
        return spool.read(spool.acknowledgedPosition(), 100, 10_000).stream()
                .map(event -> new String(event.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static void acknowledgeFirst(EventSpool spool) throws IOException {
        spool.acknowledge(
                spool.read(spool.acknowledgedPosition(), 1, 1000).getFirst().end());
    }

    private static void shortenBy(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - bytes);
        }
    }

    private static void overwrite(Path file, long offset, byte value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {value}), offset);
        }
    }
}
