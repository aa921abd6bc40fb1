package io.trainyard.contract.dataset;

import io.trainyard.contract.network.Shape;
import java.util.List;
import java.util.Optional;

/** The data sets that can be asked for by name. */
public final class Datasets {
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private static final List<DatasetInfo> ALL = List.of(
            new DatasetInfo(
                    "mnist",
                    "MNIST",
                    "Handwritten digits (LeCun, Cortes)",
                    new Shape(1, 28, 28),
                    DIGITS,
                    60_000,
                    10_000,
                    List.of(0.1307),
                    List.of(0.3081)),
            new DatasetInfo(
                    "fashion-mnist",
                    "Fashion-MNIST",
                    "Pieces of clothing in the format of MNIST (Xiao, Rasul, Vollgraf 2017)",
                    new Shape(1, 28, 28),
                    List.of(
                            "T-shirt/top",
                            "Trouser",
                            "Pullover",
                            "Dress",
                            "Coat",
                            "Sandal",
                            "Shirt",
                            "Sneaker",
                            "Bag",
                            "Ankle boot"),
                    60_000,
                    10_000,
                    List.of(0.2860),
                    List.of(0.3530)),
            new DatasetInfo(
                    "cifar10",
                    "CIFAR-10",
                    "Small colour photographs of ten kinds of things (Krizhevsky 2009)",
                    new Shape(3, 32, 32),
                    List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"),
                    50_000,
                    10_000,
                    List.of(0.4914, 0.4822, 0.4465),
                    List.of(0.2470, 0.2435, 0.2616)),
            new DatasetInfo(
                    "synthetic-digits",
                    "Synthetic digits",
                    "Digits drawn from strokes with random position, slant, thickness and noise: needs no download",
                    new Shape(1, 28, 28),
                    DIGITS,
                    60_000,
                    10_000,
                    List.of(0.1307),
                    List.of(0.3081)));

    private Datasets() {}

    public static List<DatasetInfo> all() {
        return ALL;
    }

    public static List<String> names() {
        return ALL.stream().map(DatasetInfo::name).toList();
    }

    public static Optional<DatasetInfo> find(String name) {
        return ALL.stream().filter(info -> info.name().equals(name)).findFirst();
    }
}
