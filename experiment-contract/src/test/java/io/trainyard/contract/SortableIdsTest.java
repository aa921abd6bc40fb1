package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.validation.InvalidSpecException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortableIdsTest {
    private static Clock at(String time) {
        return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    }

    @Test
    void idsOfOneMillisecondSortInTheOrderOfTheirMaking() {
        SortableIds ids = new SortableIds(at("2026-01-31T12:00:00Z"), new Random(1));

        List<String> made = new ArrayList<>();
        for (int i = 0; i < 1000; i++) made.add(ids.next());

        assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(SortableIds::isId);
    }

    @Test
    void laterIdSortsAfterEarlierOne() {
        String earlier = new SortableIds(at("2026-01-31T12:00:00Z"), new Random(1)).next();
        String later = new SortableIds(at("2026-01-31T12:00:00.001Z"), new Random(2)).next();

        assertThat(later).isGreaterThan(earlier);
    }

    @Test
    void textThatIsNoIdIsRefused() {
        assertThatThrownBy(() -> new RunId("../../etc/passwd")).isInstanceOf(InvalidSpecException.class);
    }
}
