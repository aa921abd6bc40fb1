package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SlowdownTest {
    @Test
    void tellsWhatWasSlow() {
        assertThat(new Slowdown(7, OptionalDouble.of(2.54), "ND4J CPU, 2 threads", "ND4J CPU, 2 threads"))
                .hasToString("In epoch 7 training became 2.5 times slower on ND4J CPU, 2 threads:"
                        + " something else may use its cores.");
    }

    @Test
    void tellsWhatIsDoneAboutIt() {
        assertThat(new Slowdown(7, OptionalDouble.of(3), "ND4J CPU, 2 threads", "ND4J CPU, 1 thread").toString())
                .endsWith(" It goes on on ND4J CPU, 1 thread.");
    }

    @Test
    void tellsThatTheCoresAreFree() {
        assertThat(new Slowdown(7, OptionalDouble.empty(), "ND4J CPU, 1 thread", "ND4J CPU, 2 threads"))
                .hasToString(
                        "In epoch 7 the cores became free that others had used. It goes on on ND4J CPU, 2 threads.");
    }
}
