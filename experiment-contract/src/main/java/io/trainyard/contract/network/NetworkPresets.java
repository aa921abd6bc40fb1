package io.trainyard.contract.network;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The networks that can be asked for by name. */
public final class NetworkPresets {
    /**
     * A network by name.
     *
     * @param name as on the wire
     * @param title for people
     * @param description one sentence: what it is and where it comes from
     */
    public record Preset(String name, String title, String description, IntFunction<List<LayerSpec>> builder) {
        public List<LayerSpec> layers(int classes) {
            return builder.apply(classes);
        }
    }

    private static final List<Preset> ALL = List.of(
            new Preset(
                    "fc2layer",
                    "FC2Layer",
                    "Two hidden layers of 8 units: no idea of neighbouring pixels (Canziani, NYU Deep Learning, 06-convnet)",
                    classes -> List.of(
                            new Flatten(), new Dense(8), new Relu(), new Dense(8), new Relu(), new Dense(classes))),
            new Preset(
                    "small-cnn",
                    "Small CNN",
                    "Two convolutions of 6 filters, as many parameters as FC2Layer (Canziani, NYU Deep Learning, 06-convnet)",
                    classes -> List.of(
                            new Convolution(6, 5, 1, 0),
                            new Relu(),
                            new MaxPooling(2, 2),
                            new Convolution(6, 5, 1, 0),
                            new Relu(),
                            new MaxPooling(2, 2),
                            new Flatten(),
                            new Dense(50),
                            new Relu(),
                            new Dense(classes))),
            new Preset(
                    "tutorial-net",
                    "Tutorial net",
                    "LeNet's layers on colour images, as in PyTorch's CIFAR-10 tutorial",
                    classes -> List.of(
                            new Convolution(6, 5, 1, 0),
                            new Relu(),
                            new MaxPooling(2, 2),
                            new Convolution(16, 5, 1, 0),
                            new Relu(),
                            new MaxPooling(2, 2),
                            new Flatten(),
                            new Dense(120),
                            new Relu(),
                            new Dense(84),
                            new Relu(),
                            new Dense(classes))));

    private NetworkPresets() {}

    public static List<Preset> all() {
        return ALL;
    }

    public static List<String> names() {
        return ALL.stream().map(Preset::name).toList();
    }

    public static Optional<Preset> find(String name) {
        return ALL.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }
}
