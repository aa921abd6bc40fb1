package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The rates of one-cycle and plateau are those of PyTorch's OneCycleLR and ReduceLROnPlateau for a base rate of 1. */
class ScheduleSpecTest {
    private static final Offset<Double> EXACTLY = within(1e-12);

    @Test
    void stepDropsAfterEveryFewEpochs() {
        ScheduleSpec step = new ScheduleSpec.Step(2, 0.1);

        assertThat(inEpoch(step, 2, 10)).isEqualTo(1);
        assertThat(inEpoch(step, 3, 10)).isCloseTo(0.1, EXACTLY);
        assertThat(inEpoch(step, 5, 10)).isCloseTo(0.01, EXACTLY);
    }

    @Test
    void cosineFallsFromOneThroughHalf() {
        ScheduleSpec cosine = new ScheduleSpec.Cosine();

        assertThat(inEpoch(cosine, 1, 10)).isEqualTo(1);
        assertThat(inEpoch(cosine, 6, 10)).isCloseTo(0.5, EXACTLY);
        assertThat(inEpoch(cosine, 10, 10)).isCloseTo(0.5 - 0.5 * Math.cos(Math.PI / 10), EXACTLY);
    }

    @Test
    void oneCycleRisesAndFallsStepByStep() {
        assertThat(ofTenSteps(new ScheduleSpec.OneCycle(0.3, 25, 10_000)))
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b), Double.class)
                .containsExactly(
                        0.04,
                        0.52,
                        1.0,
                        0.950484632013,
                        0.811745653950,
                        0.611262021936,
                        0.388741978064,
                        0.188258346050,
                        0.049519367987,
                        4e-6);
    }

    @Test
    void oneCycleOfASingleStepHasARate() {
        double factor = new ScheduleSpec.OneCycle(0.3, 25, 10_000).factor(new SchedulePosition(1, 1, 0, 1), List.of());

        assertThat(factor).isEqualTo(1);
    }

    @Test
    void plateauLowersTheRateWhenTheLossStays() {
        List<Double> losses = List.of(1.0, .9, .95, .9, .91, .89, .89, .89, .89);

        assertThat(afterEachEpoch(new ScheduleSpec.Plateau(0.5, 1, 1e-4, 0), losses))
                .containsExactly(1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25);
    }

    @Test
    void plateauNeverGoesBelowItsLeastFactor() {
        List<Double> losses = List.of(1.0, .95, .8, .79, .78);

        assertThat(afterEachEpoch(new ScheduleSpec.Plateau(0.1, 0, 0.1, 0.05), losses))
                .containsExactly(1.0, 1.0, 0.1, 0.1, 0.05, 0.05);
    }

    @Test
    void warmUpRisesEvenlyAndThenTheOtherBegins() {
        ScheduleSpec schedule = new ScheduleSpec.WarmUp(2, new ScheduleSpec.Cosine());

        assertThat(schedule.factor(new SchedulePosition(1, 12, 0, 5), List.of()))
                .isCloseTo(0.1, EXACTLY);
        assertThat(schedule.factor(new SchedulePosition(2, 12, 4, 5), List.of(1.0)))
                .isEqualTo(1);
        assertThat(schedule.factor(new SchedulePosition(3, 12, 0, 5), List.of(1.0, 1.0)))
                .isEqualTo(1);
        assertThat(schedule.factor(new SchedulePosition(8, 12, 3, 5), List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)))
                .isCloseTo(0.5, EXACTLY);
    }

    @Test
    void plateauAfterAWarmUpCountsOnlyLaterLosses() {
        ScheduleSpec schedule = new ScheduleSpec.WarmUp(1, new ScheduleSpec.Plateau(0.5, 0, 0, 0));

        assertThat(schedule.factor(new SchedulePosition(3, 9, 0, 1), List.of(0.1, 0.9)))
                .isEqualTo(1);
        assertThat(schedule.factor(new SchedulePosition(4, 9, 0, 1), List.of(0.1, 0.9, 0.9)))
                .isEqualTo(0.5);
    }

    @Test
    void oneCycleNeedsNoWarmUp() {
        assertThatThrownBy(() -> new ScheduleSpec.WarmUp(1, new ScheduleSpec.OneCycle(0.3, 25, 10_000)))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("warmupEpochs");
    }

    private static double inEpoch(ScheduleSpec schedule, int epoch, int epochs) {
        return schedule.factor(new SchedulePosition(epoch, epochs, 0, 1), List.of());
    }

    private static List<Double> ofTenSteps(ScheduleSpec schedule) {
        return IntStream.range(0, 10)
                .mapToObj(i -> schedule.factor(new SchedulePosition(i / 5 + 1, 2, i % 5, 5), List.of()))
                .toList();
    }

    private static List<Double> afterEachEpoch(ScheduleSpec schedule, List<Double> losses) {
        return IntStream.rangeClosed(0, losses.size())
                .mapToObj(epochs -> schedule.factor(
                        new SchedulePosition(epochs + 1, losses.size() + 1, 0, 1), losses.subList(0, epochs)))
                .toList();
    }
}
