package io.trainyard.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void durationHasItsLargestTwoUnits() {
        assertThat(Figures.duration(4.21)).isEqualTo("4.2 s");
        assertThat(Figures.duration(200)).isEqualTo("3 min 20 s");
        assertThat(Figures.duration(7500)).isEqualTo("2 h 05 min");
    }

    @Test
    void thousandsAreSetApart() {
        assertThat(Figures.whole(31_249.6)).isEqualTo("31 250");
    }

    @Test
    void fractionsBecomePercentages() {
        assertThat(Figures.percent(0.95123)).isEqualTo("95.12 %");
    }
}
