package io.trainyard.worker.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.testkit.SmallDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A spool whose disk is full. */
class FullSpoolIT {
    private static final long SEGMENT_BYTES = 1000;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(64);
    }

    @AfterEach
    void unmount() throws Exception {
        disk.close();
    }

    @Test
    void eventsGoOnFromMemoryInTheirOrderUntilThereIsRoomAgain() throws Exception {
        try (EventSpool spool = open()) {
            append(spool, 0, 10);
            disk.fill();
            append(spool, 10, 1000);
            assertThat(spool.trouble().orElseThrow()).contains("No space left");

            assertThat(drain(spool)).isEqualTo(numbers(0, 1000));

            disk.empty();
            appendUntilOnDisk(spool);
        }
        try (EventSpool spool = open()) {
            assertThat(read(spool)).as("written when there was room again").containsExactly("after");
        }
    }

    @Test
    void memoryThatNobodyEmptiesIsBounded() throws Exception {
        try (EventSpool spool = open()) {
            disk.fill();
            String large = "x".repeat(100_000);

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 50; i++) append(spool, large);
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("No space left", "Kafka takes none");
            assertThat(spool.backlogBytes()).isBetween(4_000_000L, EventSpool.MAX_BYTES_IN_MEMORY);

            drain(spool);
            append(spool, large);
        }
    }

    @Test
    void spoolCanBeOpenedOnAFullDisk() throws Exception {
        open().close();
        disk.fill();

        try (EventSpool spool = open()) {
            append(spool, "event");
            assertThat(drain(spool)).containsExactly("event");
        }
    }

    /** A disk that was full is tried again now and then. */
    private static void appendUntilOnDisk(EventSpool spool) throws IOException {
        while (spool.trouble().isPresent()) {
            drain(spool);
            append(spool, "after");
        }
    }

    private EventSpool open() throws IOException {
        Path directory = disk.directory().resolve("spool");
        return EventSpool.open(directory, SEGMENT_BYTES);
    }

    private static void append(EventSpool spool, int from, int to) throws IOException {
        for (String number : numbers(from, to)) append(spool, number);
    }

    private static void append(EventSpool spool, String value) throws IOException {
        spool.append("run", value.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static List<String> drain(EventSpool spool) throws IOException {
        List<String> all = new ArrayList<>();
        for (List<SpooledEvent> some = next(spool); !some.isEmpty(); some = next(spool)) {
            all.addAll(values(some));
            spool.acknowledge(some.getLast().end());
        }
        return all;
    }

    private static List<SpooledEvent> next(EventSpool spool) throws IOException {
        return spool.read(spool.acknowledgedPosition(), 7, 1 << 20);
    }

    private static List<String> read(EventSpool spool) throws IOException {
        return values(spool.read(spool.acknowledgedPosition(), 100, 1 << 20));
    }

    private static List<String> values(List<SpooledEvent> events) {
        return events.stream()
                .map(event -> new String(event.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
