package io.trainyard.tracker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StartEstimatesTest {
    private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

    @Test
    void everySlotTakesTheNextRunAsSoonAsItIsFree() {
        assertThat(StartEstimates.of(seconds(0, 30), seconds(100, 10, 5, 1))).isEqualTo(seconds(0, 30, 40, 45));
    }

    @Test
    void withoutASlotNothingIsKnown() {
        assertThat(StartEstimates.of(List.of(), seconds(10))).containsExactly(UNKNOWN);
    }

    @Test
    void slotWhoseRunIsOfUnknownLengthIsNotCountedOn() {
        assertThat(StartEstimates.of(List.of(UNKNOWN, OptionalDouble.of(7)), seconds(1, 1)))
                .isEqualTo(seconds(7, 8));
    }

    @Test
    void afterARunOfUnknownLengthItsSlotIsUnknown() {
        assertThat(StartEstimates.of(seconds(0, 20), List.of(UNKNOWN, OptionalDouble.of(10), UNKNOWN, UNKNOWN)))
                .containsExactly(OptionalDouble.of(0), OptionalDouble.of(20), OptionalDouble.of(30), UNKNOWN);
    }

    private static List<OptionalDouble> seconds(double... seconds) {
        return Arrays.stream(seconds).mapToObj(OptionalDouble::of).toList();
    }
}
