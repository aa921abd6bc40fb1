package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.AdaptiveAveragePooling;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.Concat;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.Gelu;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.LeakyRelu;
import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Padding;
import io.trainyard.contract.network.LayerSpec.Silu;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Outputs computed by hand. */
class LayerValuesTest {
    private static final float[] SQUARE = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final Shape FOUR = new Shape(1, 4, 4);
    private static final Extent THREE = Extent.of(3);

    @Test
    void maxPoolingClipsWindowsToTheImage() {
        LayerSpec layer = new MaxPooling(THREE, Extent.of(2), Extent.of(1), true);

        verify(layer, FOUR, SQUARE, 5, 7, 7, 13, 15, 15, 13, 15, 15);
    }

    @Test
    void maxOfNegativeValuesIsNotItsPadding() {
        LayerSpec layer = new MaxPooling(THREE, THREE, Extent.of(1), false);

        verify(layer, new Shape(1, 2, 2), new float[] {-4, -3, -2, -5}, -2);
    }

    @Test
    void averageCountsThePaddingButNothingBeyondIt() {
        LayerSpec layer = new AveragePooling(THREE, Extent.of(2), Extent.of(1), true);

        verify(
                layer,
                FOUR,
                SQUARE,
                (0 + 1 + 4 + 5) / 9f,
                (1 + 2 + 3 + 5 + 6 + 7) / 9f,
                (3 + 7) / 6f,
                (4 + 5 + 8 + 9 + 12 + 13) / 9f,
                (5 + 6 + 7 + 9 + 10 + 11 + 13 + 14 + 15) / 9f,
                (7 + 11 + 15) / 6f,
                (12 + 13) / 6f,
                (13 + 14 + 15) / 6f,
                15 / 4f);
    }

    @Test
    void adaptiveWindowsCoverTheImageAndMayOverlap() {
        LayerSpec layer = new AdaptiveAveragePooling(new Extent(1, 3));

        verify(layer, new Shape(1, 1, 5), new float[] {0, 1, 2, 3, 4}, .5f, 2, 3.5f);
    }

    @Test
    void globalAverageIsTheMeanOfEachChannel() {
        verify(new GlobalAveragePooling(), new Shape(2, 1, 2), new float[] {1, 2, 5, 8}, 1.5f, 6.5f);
    }

    @Test
    void responseIsNormalisedByItsNeighboursSquares() {
        LayerSpec layer = new LocalResponseNormalization(3, 3, 1, 1);

        verify(layer, Shape.vector(3), new float[] {1, 2, 3}, 1f / (1 + 1 + 4), 2f / (1 + 1 + 4 + 9), 3f / (1 + 4 + 9));
    }

    /** Values of the normal distribution function from a table. */
    @Test
    void geluWeighsByTheNormalDistribution() {
        float[] inputs = {0, 1, -1, 3, -10, 10};

        verify(new Gelu(), Shape.vector(6), inputs, 0, .8413447f, -.1586553f, 3 * .9986501f, 0, 10);
    }

    /** σ(1) = 0.7310586, σ(2) = 0.8807971. */
    @Test
    void siluWeighsByTheSigmoid() {
        float[] inputs = {0, 1, -1, 2, -100, 100};

        verify(new Silu(), Shape.vector(6), inputs, 0, .7310586f, -.2689414f, 2 * .8807971f, 0, 100);
    }

    @Test
    void leakyReluKeepsAShareOfNegativeValues() {
        verify(new LeakyRelu(.25), Shape.vector(3), new float[] {-4, 0, 2}, -1, 0, 2);
    }

    @Test
    void paddingSurroundsChannelsAndPixels() {
        verify(new Padding(1, 0), Shape.vector(2), new float[] {3, 4}, 0, 3, 4, 0);
        verify(new Padding(0, 1), new Shape(1, 1, 1), new float[] {7}, 0, 0, 0, 0, 7, 0, 0, 0, 0);
    }

    @Test
    void branchesAreJoined() {
        List<List<LayerSpec>> branches = List.of(List.of(), List.of(new LeakyRelu(.5)));

        verify(new Concat(branches), Shape.vector(2), new float[] {-2, 3}, -2, 3, -1, 3);
        verify(new Add(branches), Shape.vector(2), new float[] {-2, 3}, -3, 6);
    }

    private static void verify(LayerSpec layer, Shape input, float[] pixels, float... expected) {
        Program program = Programs.classifier(input, 1, layer, new Flatten(), new Dense(3));
        Batch batch = Programs.batch(program);
        for (int i = 0; i < pixels.length; i++) batch.setPixel(i, pixels[i]);
        int node = program.network().nodes().size() - 3;
        try (TrainableNetwork network = Programs.start(new Nd4jDevice(), program)) {
            network.inspect(batch, new float[3]);

            assertThat(network.activation(node).orElseThrow()).containsExactly(expected, within(1e-6f));
        }
    }
}
