package io.trainyard.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.LossSpec;
import io.trainyard.engine.device.Program.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossFunctionTest {
    private static final double[] FIRST = {1, 0, 0, 0};

    @Test
    void evenScoresLoseTheLogarithmOfTheClasses() {
        assertThat(crossEntropy(1, 1, 1, 1)).isCloseTo(Math.log(4), within(1e-12));
    }

    @Test
    void hugeScoresDoNotOverflow() {
        assertThat(crossEntropy(1000, 999, 0, 0)).isCloseTo(Math.log(1 + Math.exp(-1)), within(1e-12));
    }

    @Test
    void scoreThatIsNotANumberMakesTheLossOne() {
        assertThat(crossEntropy(0, Double.NaN, 0, 0)).isNaN();
    }

    @Test
    void squaredErrorIsTheMeanOfSquares() {
        double[] gradient = new double[2];

        double loss = function(LossSpec.Type.MEAN_SQUARED_ERROR, Targets.NUMBERS, 2)
                .loss(new double[] {3, -1}, new double[] {1, 0}, gradient);

        assertThat(loss).isEqualTo((4 + 1) / 2.0);
        assertThat(gradient).containsExactly(2, -1);
    }

    @Test
    void absoluteErrorIsTheMeanOfDistances() {
        double[] gradient = new double[2];

        double loss = function(LossSpec.Type.MEAN_ABSOLUTE_ERROR, Targets.NUMBERS, 2)
                .loss(new double[] {3, -1}, new double[] {1, 0}, gradient);

        assertThat(loss).isEqualTo((2 + 1) / 2.0);
        assertThat(gradient).containsExactly(.5, -.5);
    }

    @Test
    void errorOfClassesIsThatOfTheirProbabilities() {
        double loss = function(LossSpec.Type.MEAN_SQUARED_ERROR, Targets.CLASSES, 4)
                .loss(new double[] {5, 5, 5, 5}, FIRST, new double[4]);

        assertThat(loss).isCloseTo((.75 * .75 + 3 * .25 * .25) / 4, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void gradientsMatchDifferences(LossSpec.Type type) {
        for (Targets targets : Targets.values()) {
            LossFunction function = function(type, targets, 4);
            double[] scores = {.3, -1.2, .8, .1};
            double[] wanted = {.1, .2, .6, .1};
            double[] gradient = new double[4];
            function.loss(scores, wanted, gradient);

            for (int i = 0; i < scores.length; i++) {
                double step = 1e-6;
                double[] above = scores.clone();
                double[] below = scores.clone();
                above[i] += step;
                below[i] -= step;
                double expected =
                        (function.loss(above, wanted, new double[4]) - function.loss(below, wanted, new double[4]))
                                / (2 * step);
                assertThat(gradient[i]).as("%s of %s, %d", type, targets, i).isCloseTo(expected, within(1e-9));
            }
        }
    }

    private static double crossEntropy(double... scores) {
        return new CrossEntropy().loss(scores, FIRST, new double[4]);
    }

    private static LossFunction function(LossSpec.Type type, Targets targets, int outputs) {
        return LossFunction.of(new LossSpec(type, 0), targets, outputs);
    }
}
