package io.trainyard.engine.vector;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.engine.graph.Fusion;
import io.trainyard.engine.graph.Graph;
import io.trainyard.engine.graph.Operation;
import io.trainyard.engine.graph.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers a network's layers into stages, as long as it finds only what the kernels can do. */
final class Stages {
    private static final Extent ONE = Extent.of(1);
    private static final Extent TWO = Extent.of(2);
    private static final Extent NONE = Extent.of(0);
    private static final int MAX_PARAMETERS = 1 << 22;

    private final List<Stage> stages = new ArrayList<>();
    private Optional<String> objection = Optional.empty();

    private Stages() {}

    /** Throws {@link IllegalArgumentException} for a network that there is an objection to. */
    static List<Stage> of(Network network) {
        Stages gathered = gather(network);
        gathered.objection.ifPresent(text -> {
            throw new IllegalArgumentException(text);
        });
        return List.copyOf(gathered.stages);
    }

    /** Why the kernels cannot run a network, as the end of a sentence that begins with their name. */
    static Optional<String> objection(Network network) {
        return gather(network).objection;
    }

    private static Stages gather(Network network) {
        Stages gathered = new Stages();
        if (network.heads().size() > 1) gathered.object("knows no auxiliary classifiers");
        if (network.parameters() > MAX_PARAMETERS)
            gathered.object("is for small networks, of at most " + MAX_PARAMETERS + " parameters");
        int before = Network.IMAGE;
        for (Operation operation :
                Graph.of(network, Purpose.INSPECTION, Fusion.NONE).operations()) {
            if (!operation.inputs().equals(List.of(before))) gathered.object("knows no branches");
            gathered.add(operation.layer(), network.nodes().get(operation.layer()));
            before = operation.output();
        }
        if (network.parameters() == 0) gathered.object("finds nothing to learn");
        return gathered;
    }

    private void object(String text) {
        if (objection.isEmpty()) objection = Optional.of(text);
    }

    private void add(int index, Network.Node node) {
        switch (node.spec()) {
            case Convolution convolution -> convolution(convolution, index, node);
            case Dense dense -> stages.add(Stage.of(dense, index, node.output()));
            case Dropout dropout -> stages.add(Stage.of(dropout, index, node.output()));
            case Flatten flatten -> flatten(index);
            case Relu relu -> relu(index);
            case MaxPooling pooling -> pooling(pooling, index, node);
            default -> object("knows no " + node.spec().type() + " layers");
        }
    }

    /** A flattened image lies in memory as it did before. */
    private void flatten(int index) {
        if (!stages.isEmpty()) replaceLast(last().withFlatten(index));
    }

    private void convolution(Convolution spec, int index, Network.Node node) {
        if (!spec.stride().equals(ONE) || spec.dilation() != 1 || spec.groups() != 1)
            object("knows only convolutions of stride 1, without dilation and groups");
        if (!spec.padding().equals(NONE)) object("knows no convolutions with padding");
        if (node.input().height() * node.input().width() > Sources.MAX_PIXELS)
            object("knows only images of at most " + Sources.MAX_PIXELS + " pixels");
        if (!stages.isEmpty() && !last().output().equals(node.input())) object("knows no convolution behind a flatten");
        // Dropout takes gradients in the order of its values, and a convolution hands them on in another.
        if (!stages.isEmpty() && last().spec() instanceof Dropout) object("knows no dropout before a convolution");
        stages.add(Stage.of(spec, index, node.output()));
    }

    private void relu(int index) {
        boolean follows = !stages.isEmpty() && !(last().spec() instanceof Dropout);
        if (follows) replaceLast(last().withRelu(index));
        else object("knows a ReLU only behind a convolution or a dense layer");
    }

    private void pooling(MaxPooling spec, int index, Network.Node node) {
        boolean follows = !stages.isEmpty() && last().spec() instanceof Convolution && !last().pooled();
        if (!follows) object("knows pooling only behind a convolution");
        else if (!spec.size().equals(TWO)
                || !spec.stride().equals(TWO)
                || !spec.padding().equals(NONE)) object("knows only max pooling of 2 × 2 pixels");
        else if (spec.roundUp() && !halves(node)) object("knows no pooling that rounds up");
        else replaceLast(last().withPooling(index, node.output()));
    }

    private static boolean halves(Network.Node node) {
        return node.input().height() % 2 == 0 && node.input().width() % 2 == 0;
    }

    private Stage last() {
        return stages.getLast();
    }

    private void replaceLast(Stage stage) {
        stages.set(stages.size() - 1, stage);
    }
}
