package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowdownTest {
    @Test
    void tellsWhatWasSlow() {
        assertThat(new Slowdown(7, 2.54, "ND4J CPU, 2 threads", "ND4J CPU, 2 threads"))
                .hasToString("Epoch 7 was 2.5 times slower than the fastest before it on ND4J CPU, 2 threads:"
                        + " something else may use its cores.");
    }

    @Test
    void tellsWhatIsDoneAboutIt() {
        assertThat(new Slowdown(7, 3, "ND4J CPU, 2 threads", "ND4J CPU, 1 thread").toString())
                .endsWith(" The next epochs are trained on ND4J CPU, 1 thread.");
    }
}
