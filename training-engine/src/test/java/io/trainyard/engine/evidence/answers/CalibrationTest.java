package io.trainyard.engine.evidence.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import org.junit.jupiter.api.Test;

final class CalibrationTest {
    /** Two classes; image i predicts class 0 with a confidence and has label 0 if it is right. */
    private static Predictions of(double[] confidences, boolean[] right) {
        float[] scores = new float[2 * right.length];
        int[] labels = new int[right.length];
        for (int i = 0; i < right.length; i++) {
            scores[2 * i] = (float) Math.log(confidences[i] / (1 - confidences[i]));
            labels[i] = right[i] ? 0 : 1;
        }
        return new Predictions(2, scores, labels);
    }

    @Test
    void expectedErrorWeighsTheBinsByTheirImages() {
        // Bin (9/15, 10/15]: two of three right at .65; bin (14/15, 1]: one of one right at .95.
        Calibration calibration =
                Calibration.of(of(new double[] {.65, .65, .65, .95}, new boolean[] {true, true, false, true}));

        double lower = 2.0 / 3 - .65;
        double upper = 1 - .95;
        assertThat(calibration.expectedError()).isCloseTo(.75 * lower + .25 * upper, within(1e-7));
        assertThat(calibration.maximumError()).isCloseTo(upper, within(1e-7));
        assertThat(calibration.bins().get(9).images()).isEqualTo(3);
        assertThat(calibration.bins().get(14).images()).isOne();
    }

    @Test
    void certaintyIsInTheLastBin() {
        Calibration calibration = Calibration.of(new Predictions(2, new float[] {1000, 0}, new int[] {0}));

        assertThat(calibration.bins().getLast().images()).isOne();
        assertThat(calibration.expectedError()).isZero();
    }

    @Test
    void networkThatIsRightAsOftenAsItSaysIsCalibrated() {
        RandomStream random = new RandomStream(9, Purpose.SHUFFLING, 0, 0);
        double[] confidences = new double[100_000];
        boolean[] right = new boolean[confidences.length];
        for (int i = 0; i < right.length; i++) {
            confidences[i] = random.nextDouble(.5, 1);
            right[i] = random.nextDouble(0, 1) < confidences[i];
        }

        Calibration calibration = Calibration.of(of(confidences, right));

        // The standard error of a bin's accuracy is at most .5/√(100,000/8) = .0045.
        assertThat(calibration.expectedError()).isLessThan(.005);
    }

    @Test
    void networkThatIsSureAndHalfRightIsOffByHalf() {
        double[] confidences = new double[1000];
        boolean[] right = new boolean[1000];
        for (int i = 0; i < right.length; i++) {
            confidences[i] = .999;
            right[i] = i % 2 == 0;
        }

        assertThat(Calibration.of(of(confidences, right)).expectedError()).isCloseTo(.499, within(1e-4));
    }
}
