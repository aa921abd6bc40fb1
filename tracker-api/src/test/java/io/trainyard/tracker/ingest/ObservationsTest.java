package io.trainyard.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.tracker.ingest.Observations.Look;
import io.trainyard.tracker.ingest.Observations.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What may be concluded from silence, look by look. */
class ObservationsTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final Observations observations = new Observations();

    @Test
    void emptyLogIsKnownAtOnce() {
        assertThat(look(0, at(0, 0))).contains(known(0, 0));
    }

    @Test
    void nothingIsKnownBeforeTheBacklogIsThrough() {
        assertThat(look(0, at(0, 1000))).isEmpty();
        assertThat(look(1, at(500, 1000))).isEmpty();
        assertThat(look(2, at(1000, 1000))).contains(known(0, 2));
    }

    @Test
    void steadyLoadIsFollowedThoughTheEndIsNeverReached() {
        assertThat(look(0, at(100, 240))).isEmpty();
        assertThat(look(1, at(240, 380))).contains(known(0, 0));
        assertThat(look(2, at(380, 520))).contains(known(0, 1));
        assertThat(look(3, at(520, 660))).contains(known(0, 2));
    }

    @Test
    void partitionThatNobodyReadsHoldsKnowledgeBack() {
        look(0, at(5, 5), at(7, 7));

        // The tracker that read the second one was killed.
        assertThat(look(1, at(9, 9), at(7, 8))).contains(known(0, 0));
        assertThat(look(4, at(11, 11), at(7, 20))).contains(known(0, 0));
        assertThat(look(5, at(12, 12), at(21, 22))).contains(known(0, 1));
        assertThat(look(6, at(12, 12), at(23, 23))).contains(known(0, 6));
    }

    @Test
    void listeningBeginsAnewAfterAGap() {
        look(0, at(5, 5));

        Optional<Knowledge> after = look(60, at(5, 5));

        assertThat(after).contains(known(60, 60));
        assertThat(after.orElseThrow().hasListenedFor(Duration.ofSeconds(10))).isFalse();
        for (int second = 61; second <= 70; second++) after = look(second, at(5, 5));
        assertThat(after.orElseThrow().hasListenedFor(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void clockThatWasSetBackIsAGap() {
        look(100, at(5, 5));

        assertThat(look(3, at(5, 5))).contains(known(3, 3));
    }

    @Test
    void rowsOfAnotherLogTellNothing() {
        look(0, at(5, 5));

        assertThat(look(1, at(1000, 5))).isEmpty();
        assertThat(look(2, at(5, 5))).contains(known(0, 2));
    }

    @Test
    void recordsThatTheLogHasDroppedNeedNotBeRead() {
        assertThat(observations.after(new Look(START, Map.of(0, new Partition(0, 500, 500)))))
                .contains(known(0, 0));
    }

    @Test
    void partitionThatIsAddedIsWaitedFor() {
        look(0, at(5, 5));

        assertThat(look(1, at(5, 5), at(0, 3))).isEmpty();
        assertThat(look(2, at(5, 5), at(3, 3))).contains(known(0, 2));
    }

    private Optional<Knowledge> look(int second, Partition... partitions) {
        Map<Integer, Partition> numbered = new HashMap<>();
        for (int i = 0; i < partitions.length; i++) numbered.put(i, partitions[i]);
        return observations.after(new Look(START.plusSeconds(second), numbered));
    }

    private static Partition at(long stored, long end) {
        return new Partition(stored, 0, end);
    }

    private static Knowledge known(int since, int until) {
        return new Knowledge(START.plusSeconds(since), START.plusSeconds(until));
    }
}
