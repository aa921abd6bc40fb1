package io.trainyard.contract.dataset;

import io.trainyard.contract.dataset.Target.Classes;
import io.trainyard.contract.dataset.Target.Quantity;
import io.trainyard.contract.network.Shape;
import java.util.List;
import java.util.Optional;

/** The data sets that can be asked for by name. */
public final class Datasets {
    private static final Shape GREY = new Shape(1, 28, 28);
    private static final Shape COLOUR = new Shape(3, 32, 32);
    private static final Target DIGITS = new Classes(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));

    private static final List<DatasetInfo> ALL = List.of(
            new DatasetInfo(
                    "mnist",
                    "MNIST",
                    "Handwritten digits (LeCun, Cortes)",
                    GREY,
                    DIGITS,
                    60_000,
                    10_000,
                    List.of(0.1307),
                    List.of(0.3081),
                    "739ad38b4edf92105d76f939a7c1b42514e1341526c930bdf91ce4d4f0f5096b"),
            new DatasetInfo(
                    "fashion-mnist",
                    "Fashion-MNIST",
                    "Pieces of clothing in the format of MNIST (Xiao, Rasul, Vollgraf 2017)",
                    GREY,
                    new Classes(List.of(
                            "T-shirt/top",
                            "Trouser",
                            "Pullover",
                            "Dress",
                            "Coat",
                            "Sandal",
                            "Shirt",
                            "Sneaker",
                            "Bag",
                            "Ankle boot")),
                    60_000,
                    10_000,
                    List.of(0.2860),
                    List.of(0.3530),
                    "218f996c4ffe133fd94e6761325713d2f56701a7eee093c7c08ff908abc9e215"),
            new DatasetInfo(
                    "cifar10",
                    "CIFAR-10",
                    "Small colour photographs of ten kinds of things (Krizhevsky 2009)",
                    COLOUR,
                    new Classes(List.of(
                            "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")),
                    50_000,
                    10_000,
                    List.of(0.4914, 0.4822, 0.4465),
                    List.of(0.2470, 0.2435, 0.2616),
                    "0b4a2680c298a5a30afa2371310c37cfb82da34b8b65cd426198b23b9af1d59a"),
            new DatasetInfo(
                    "synthetic-digits",
                    "Synthetic digits",
                    "Digits drawn from strokes with random position, slant, thickness and noise: needs no download",
                    GREY,
                    DIGITS,
                    60_000,
                    10_000,
                    List.of(0.1123),
                    List.of(0.2272),
                    "ab3ad02f9caa70001cbaf3bc9d1dbb48b380e27ad6d29d4f7c3796fa6e3b9be1"),
            new DatasetInfo(
                    "synthetic-shapes",
                    "Synthetic shapes",
                    "Shapes in random colours, positions, sizes and turns on coloured ground: needs no download",
                    COLOUR,
                    new Classes(List.of(
                            "circle",
                            "ring",
                            "triangle",
                            "square",
                            "pentagon",
                            "star",
                            "cross",
                            "heart",
                            "crescent",
                            "arrow")),
                    60_000,
                    10_000,
                    List.of(0.5, 0.5, 0.5),
                    List.of(0.2425, 0.2425, 0.2425),
                    "6130a606850626e22546256a43e201b04376e621f018c6781fb058918b4be5b4"),
            new DatasetInfo(
                    "rotated-digits",
                    "Rotated digits",
                    "Synthetic digits that were turned: the angle is to be told. Needs no download",
                    GREY,
                    new Quantity("angle", "°", -45, 45),
                    60_000,
                    10_000,
                    List.of(0.1115),
                    List.of(0.2262),
                    "b971db6d05fda5d8254fd0e042134cc9fb3a255abfe9230a102c1f2e91a4f943"));

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
