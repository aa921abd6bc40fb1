package io.trainyard.contract.network;

import io.trainyard.contract.validation.Checks;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;

/** The network of a run: one of the presets by name, or a list of layers. */
public sealed interface NetworkSpec {
    /**
     * The layers for inputs of one shape. The last one gives a score per class; the softmax belongs to the loss.
     *
     * @throws InvalidSpecException naming the layer and field that does not fit
     */
    Network resolve(Shape input, int classes);

    /** What a table calls it: the preset's name, or {@code custom}. */
    String label();

    record Preset(String preset) implements NetworkSpec {
        public Preset {
            if (NetworkPresets.find(preset).isEmpty())
                throw new InvalidSpecException(
                        "preset",
                        "is '" + preset + "', but must be one of " + String.join(", ", NetworkPresets.names()));
        }

        @Override
        public Network resolve(Shape input, int classes) {
            return Network.of(
                    input, classes, NetworkPresets.find(preset).orElseThrow().layers(classes));
        }

        @Override
        public String label() {
            return preset;
        }
    }

    record Layers(List<LayerSpec> layers) implements NetworkSpec {
        static final int MAX_LAYERS = 1000;

        public Layers {
            new Checks()
                    .require(!layers.isEmpty(), "layers", "must have at least one layer")
                    .require(layers.size() <= MAX_LAYERS, "layers", "must be at most " + MAX_LAYERS + " layers")
                    .throwIfAny();
            layers = List.copyOf(layers);
        }

        @Override
        public Network resolve(Shape input, int classes) {
            return Network.of(input, classes, layers);
        }

        @Override
        public String label() {
            return "custom";
        }
    }
}
