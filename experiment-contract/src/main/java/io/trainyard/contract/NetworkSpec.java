package io.trainyard.contract;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.Branching;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.network.preset.NetworkPresets;
import io.trainyard.contract.validation.Checks;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;

/** The network of a run: one of the presets by name, or a list of layers. */
public sealed interface NetworkSpec {
    /** The layers for images of one shape; the last one gives so many outputs. */
    List<LayerSpec> layersFor(Shape input, int outputs);

    /** What a table calls it: the preset's name, or {@code custom}. */
    String label();

    /**
     * The layers, fitted to each other. The last one gives a score for each class; the softmax belongs to the loss.
     *
     * @throws InvalidSpecException naming the layer and field that does not fit
     */
    default Network resolve(Shape input, int outputs) {
        return Network.of(input, outputs, layersFor(input, outputs));
    }

    record Preset(String preset) implements NetworkSpec {
        public Preset {
            if (NetworkPresets.find(preset).isEmpty())
                throw new InvalidSpecException(
                        "preset",
                        "is '" + Excerpt.of(preset) + "', but must be one of "
                                + String.join(", ", NetworkPresets.names()));
        }

        @Override
        public List<LayerSpec> layersFor(Shape input, int outputs) {
            return NetworkPresets.find(preset).orElseThrow().layers(input, outputs);
        }

        @Override
        public String label() {
            return preset;
        }
    }

    record Layers(List<LayerSpec> layers) implements NetworkSpec {
        /** Branches' layers count too. */
        public static final int MAX_LAYERS = 5000;

        public Layers {
            int count = count(layers);
            new Checks()
                    .require(!layers.isEmpty(), "layers", "must have at least one layer")
                    .require(
                            count <= MAX_LAYERS,
                            "layers",
                            "must be at most " + MAX_LAYERS + " layers, but are " + count)
                    .throwIfAny();
            layers = List.copyOf(layers);
        }

        @Override
        public List<LayerSpec> layersFor(Shape input, int outputs) {
            return layers;
        }

        @Override
        public String label() {
            return "custom";
        }

        private static int count(List<LayerSpec> layers) {
            int count = layers.size();
            for (LayerSpec layer : layers) {
                if (layer instanceof Branching branching)
                    for (List<LayerSpec> branch : branching.branches()) count += count(branch);
                if (layer instanceof AuxiliaryClassifier auxiliary) count += count(auxiliary.layers());
            }
            return count;
        }
    }
}
