package io.trainyard.engine.evidence.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PredictionsTest {
    /** Scores that are logarithms of probabilities. */
    private static Predictions of(double[][] probabilities, int... labels) {
        int classes = probabilities[0].length;
        float[] scores = new float[labels.length * classes];
        for (int i = 0; i < scores.length; i++) scores[i] = (float) Math.log(probabilities[i / classes][i % classes]);
        return new Predictions(classes, scores, labels);
    }

    private static final Predictions THREE = of(new double[][] {{.5, .25, .25}, {.1, .1, .8}, {.2, .7, .1}}, 0, 1, 1);

    @Test
    void probabilitiesAreTheSoftmaxOfTheScores() {
        assertThat(THREE.probability(0, 0)).isCloseTo(.5f, within(1e-6f));
        assertThat(THREE.probability(1, 2)).isCloseTo(.8f, within(1e-6f));
    }

    @Test
    void greatScoresDoNotOverflow() {
        Predictions predictions = new Predictions(2, new float[] {1000, 0}, new int[] {1});

        assertThat(predictions.probability(0, 0)).isEqualTo(1);
        assertThat(predictions.logLikelihood()).isEqualTo(-1000);
    }

    @Test
    void logLikelihoodIsTheMeanLogarithmOfTheLabelsProbabilities() {
        double expected = (Math.log(.5) + Math.log(.1) + Math.log(.7)) / 3;

        assertThat(THREE.logLikelihood()).isCloseTo(expected, within(1e-7));
    }

    @Test
    void confusionCountsLabelsAgainstPredictions() {
        Confusion confusion = Confusion.of(THREE);

        assertThat(confusion.counts()).containsExactly(List.of(1, 0, 0), List.of(0, 1, 1), List.of(0, 0, 0));
        assertThat(confusion.recalls()).containsExactly(1.0, .5, 0.0);
        assertThat(confusion.precisions()).containsExactly(1.0, 1.0, 0.0);
        assertThat(THREE.accuracy()).isEqualTo(2.0 / 3);
    }

    @Test
    void surestMistakesComeFirst() {
        Predictions predictions =
                of(new double[][] {{.6, .4}, {.9, .1}, {.2, .8}, {.7, .3}, {.99, .01}}, 1, 1, 1, 1, 0);

        assertThat(Example.surestMistakes(predictions, 2))
                .extracting(Example::image)
                .containsExactly(1, 3);
    }

    @Test
    void firstImagesComeInTheirOrder() {
        assertThat(Example.first(THREE, 2)).extracting(Example::prediction).containsExactly(0, 2);
        assertThat(Example.first(THREE, 8)).hasSize(3);
    }
}
