package io.trainyard.contract.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks at random, small ones and some with sizes at the limits, are what a slow and simple count makes of them: they have
 * its shapes, parameters, costs and receptive fields, or are refused where its numbers are beyond what the contract allows.
 */
class RandomNetworksTest {
    private static final int NETWORKS = 4000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyNetworkIsWhatTheSlowCountMakesOfIt(int size) {
        int fitted = 0;
        int refused = 0;
        for (int seed = 0; seed < NETWORKS; seed++) {
            RandomNetworks random = new RandomNetworks(new Random(1000L * size + seed), size);
            Shape image = random.image();
            List<LayerSpec> layers = random.layers(image);
            SlowNetwork expected = SlowNetwork.of(image, layers);
            String found = described(image, layers, expected.outputs());

            assertThat(found.startsWith("refused") ? "refused" : found)
                    .as("seed %d: %s on %s, found %s", 1000 * size + seed, layers, image, found)
                    .isEqualTo(expected.toString());
            if (expected.isRefused()) refused++;
            else fitted++;
        }

        // Else the networks are too wild, or too tame, to tell anything.
        assertThat(fitted).isGreaterThan(NETWORKS / 20);
        assertThat(refused).isGreaterThan(NETWORKS / 20);
    }

    private static String described(Shape image, List<LayerSpec> layers, int outputs) {
        try {
            StringBuilder text = new StringBuilder();
            for (Network.Node node : Network.of(image, outputs, layers).nodes())
                text.append(node.path())
                        .append(' ')
                        .append(node.output())
                        .append(' ')
                        .append(node.parameters())
                        .append(' ')
                        .append(node.multiplyAdds())
                        .append(' ')
                        .append(node.receptiveField())
                        .append('\n');
            return text.toString();
        } catch (InvalidSpecException e) {
            assertThat(e.errors()).isNotEmpty().allMatch(error -> error.field().startsWith("layers["));
            return "refused: " + e.getMessage();
        }
    }
}
