package io.trainyard.contract.network.preset;

import static io.trainyard.contract.network.preset.Parts.chain;
import static io.trainyard.contract.network.preset.Parts.denseRelu;
import static io.trainyard.contract.network.preset.Parts.margin;
import static io.trainyard.contract.network.preset.Parts.maxPool;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.Tanh;
import io.trainyard.contract.network.Shape;
import java.util.List;

/** The networks that a course begins with, LeNet-5 and those after its pattern. */
final class FirstNetworks {
    static final Family FAMILY = new Family(
            "First networks",
            List.of(
                    Preset.small(
                            "fc2layer",
                            "FC2Layer",
                            "Two hidden layers of 8 units: no idea of neighbouring pixels (Canziani, NYU Deep Learning, 06-convnet)",
                            (image, outputs) -> fc2Layer(outputs)),
                    Preset.small(
                            "small-cnn",
                            "Small CNN",
                            "Two convolutions of 6 filters, as many parameters as FC2Layer (Canziani, NYU Deep Learning, 06-convnet)",
                            (image, outputs) -> smallCnn(outputs)),
                    Preset.small(
                            "lenet5",
                            "LeNet-5",
                            "Tanh and average pooling, the first network to read cheques (LeCun, Bottou, Bengio, Haffner 1998)",
                            FirstNetworks::leNet5),
                    Preset.small(
                            "tutorial-net",
                            "Tutorial net",
                            "LeNet's layers with ReLU and max pooling, as in PyTorch's CIFAR-10 tutorial",
                            (image, outputs) -> tutorialNet(outputs))));

    private FirstNetworks() {}

    private static List<LayerSpec> fc2Layer(int outputs) {
        return chain(List.of(new Flatten()), denseRelu(8), denseRelu(8), List.of(new Dense(outputs)));
    }

    private static List<LayerSpec> smallCnn(int outputs) {
        return chain(
                Convolutions.PLAIN.valid(6, 5, 1),
                maxPool(2, 2),
                Convolutions.PLAIN.valid(6, 5, 1),
                maxPool(2, 2),
                List.of(new Flatten()),
                denseRelu(50),
                List.of(new Dense(outputs)));
    }

    private static List<LayerSpec> leNet5(Shape image, int outputs) {
        return List.of(
                new Convolution(6, 5, 1, margin(image)),
                new Tanh(),
                new AveragePooling(2, 2),
                new Convolution(16, 5, 1, 0),
                new Tanh(),
                new AveragePooling(2, 2),
                new Flatten(),
                new Dense(120),
                new Tanh(),
                new Dense(84),
                new Tanh(),
                new Dense(outputs));
    }

    private static List<LayerSpec> tutorialNet(int outputs) {
        return chain(
                Convolutions.PLAIN.valid(6, 5, 1),
                maxPool(2, 2),
                Convolutions.PLAIN.valid(16, 5, 1),
                maxPool(2, 2),
                List.of(new Flatten()),
                denseRelu(120),
                denseRelu(84),
                List.of(new Dense(outputs)));
    }
}
