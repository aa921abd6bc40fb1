package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PulseTest {
    private static final long SECOND = 1_000_000_000;

    private long now;
    private long others;
    private final Pulse pulse = new Pulse(() -> now, () -> others);

    @Test
    void threeSlowSecondsAreAChange() {
        assertThat(seconds(20, 1000, 0)).isEqualTo(20);

        assertThat(seconds(20, 400, 0)).isEqualTo(2);
        assertThat(pulse.timesSlower()).hasValue(2.5);
    }

    @Test
    void pauseOfTheMachineIsNone() {
        seconds(5, 1000, 0);

        for (int i = 0; i < 10; i++) {
            assertThat(seconds(2, 10, 0)).isEqualTo(2);
            assertThat(seconds(1, 1000, 0)).isEqualTo(1);
        }
    }

    @Test
    void slightlySlowerIsUsual() {
        seconds(5, 1000, 0);

        assertThat(seconds(20, 550, 0)).isEqualTo(20);
        assertThat(pulse.timesSlower()).isEmpty();
    }

    @Test
    void coresThatAreFreeAgainAreAChange() {
        seconds(20, 1000, .5);

        assertThat(seconds(20, 1000, .1)).isEqualTo(2);
        assertThat(pulse.timesSlower()).isEmpty();
    }

    @Test
    void coresThatWereFreeAllAlongAreNone() {
        assertThat(seconds(20, 1000, .1)).isEqualTo(20);
    }

    @Test
    void choiceHasTenSecondsAndTwiceAsLongEachTimeItStays() {
        seconds(5, 1000, 0);
        seconds(3, 100, 0);
        pulse.chosen(true);
        seconds(1, 1000, 0);
        assertThat(seconds(20, 100, 0)).isEqualTo(8);

        pulse.chosen(false);
        seconds(1, 1000, 0);
        assertThat(seconds(40, 100, 0)).isEqualTo(18);
    }

    @Test
    void stepsOfManyMomentsAreOneSecond() {
        seconds(5, 1000, 0);

        for (int i = 0; i < 299; i++) moment(1, SECOND / 100);
        assertThat(pulse.isChanged()).isFalse();
        moment(1, SECOND / 100);
        assertThat(pulse.isChanged()).isTrue();
    }

    @Test
    void timeBetweenEpochsIsNotThatOfSteps() {
        seconds(5, 1000, 0);

        for (int i = 0; i < 10; i++) {
            now += 10 * SECOND;
            assertThat(seconds(1, 1000, 0)).isEqualTo(1);
        }
    }

    /** How many seconds of so many images pass until a change. */
    private int seconds(int most, int imagesPerSecond, double coresOfOthers) {
        for (int i = 0; i < most; i++) {
            others += (long) (coresOfOthers * SECOND);
            moment(imagesPerSecond, SECOND);
            if (pulse.isChanged()) return i;
        }
        return most;
    }

    private void moment(int images, long nanos) {
        now += nanos;
        pulse.count(images, nanos);
    }
}
