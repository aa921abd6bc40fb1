package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.engine.device.Outcome;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class SoftmaxCrossEntropyTest {
    @Test
    void evenScoresLoseTheLogarithmOfTheClasses() {
        assertThat(loss(1, 1, 1, 1).lossSum()).isCloseTo(Math.log(4), within(1e-12));
    }

    @Test
    void hugeScoresDoNotOverflow() {
        assertThat(loss(1000, 999, 0, 0).lossSum()).isCloseTo(Math.log(1 + Math.exp(-1)), within(1e-12));
    }

    @Test
    void scoreThatIsNotANumberMakesTheLossOne() {
        assertThat(loss(0, Double.NaN, 0, 0).lossSum()).isNaN();
    }

    @Test
    void greatestScoreIsThePrediction() {
        assertThat(loss(3, 2, 1, 0).correct()).isEqualTo(1);
        assertThat(loss(1, 2, 1, 0).correct()).isZero();
    }

    private static Outcome loss(double... scores) {
        try (Buffers buffers = new Buffers(DataType.DOUBLE)) {
            HostView view = new HostView(buffers.array(1, scores.length));
            for (int i = 0; i < scores.length; i++) view.set(i, scores[i]);
            return new SoftmaxCrossEntropy(view, 1).forward(new int[] {0}, new int[1]);
        }
    }
}
