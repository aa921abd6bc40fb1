package io.trainyard.engine.graph;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Finds layers that are computed together, and a cheaper order where it gives the same. */
final class Lowering {
    private final Network network;
    private final Purpose purpose;
    private final Fusion fusion;
    private final boolean training;
    private final List<List<Integer>> consumers = new ArrayList<>();
    private final Set<Integer> heads = new HashSet<>();
    private final Set<Integer> done = new HashSet<>();
    private final List<Operation> operations = new ArrayList<>();

    Lowering(Network network, Purpose purpose, Fusion fusion) {
        this.network = network;
        this.purpose = purpose;
        this.fusion = fusion;
        training = purpose == Purpose.TRAINING;
        for (int i = 0; i < network.nodes().size(); i++) consumers.add(new ArrayList<>());
        for (int i = 0; i < network.nodes().size(); i++)
            for (int input : network.nodes().get(i).inputs())
                if (input != Network.IMAGE) consumers.get(input).add(i);
        for (Network.Head head : network.heads()) heads.add(head.node());
    }

    /** In the order of the forward pass. Auxiliary classifiers are part of training only. */
    List<Operation> operations() {
        Set<Integer> needed = needed();
        for (int i = 0; i < network.nodes().size(); i++) if (needed.contains(i) && !done.contains(i)) add(i);
        return operations;
    }

    private Set<Integer> needed() {
        Set<Integer> needed = new HashSet<>();
        needed.add(network.heads().getFirst().node());
        if (training) needed.addAll(heads);
        for (int i = network.nodes().size() - 1; i >= 0; i--)
            if (needed.contains(i)) needed.addAll(network.nodes().get(i).inputs());
        return needed;
    }

    private void add(int node) {
        Operation operation = Operation.of(network, node);
        if (purpose == Purpose.INSPECTION) {
            // Who looks at a network wants to see each layer.
            operations.add(operation);
            return;
        }
        OptionalInt next = onlyConsumer(node);
        if (spec(node) instanceof Relu && training && isA(next, MaxPooling.class)) {
            addSwapped(operation, next.getAsInt());
            return;
        }
        if (training && fusion.leavesOutBiases() && isA(next, BatchNormalization.class))
            operation = operation.unbiased();
        boolean rectifies = fusion.rectifies(network.nodes().get(node)) && isA(next, Relu.class);
        if (rectifies && !isBetterAfterPooling(node, next.getAsInt())) {
            operation = operation.rectifiedAs(next.getAsInt());
            done.add(next.getAsInt());
        }
        operations.add(operation);
    }

    /** max(0, ·) grows with its input: the greatest of a window may be found first, and fewer numbers are left to rectify. */
    private void addSwapped(Operation relu, int pooling) {
        Shape pooled = network.nodes().get(pooling).output();
        operations.add(Operation.of(network, pooling).between(relu.inputs().getFirst(), relu.output(), pooled));
        operations.add(relu.between(relu.output(), pooling, pooled));
        done.add(pooling);
    }

    /** A fused ReLU costs nothing forward, but going back all its outputs are visited; normalisations do that anyway. */
    private boolean isBetterAfterPooling(int node, int relu) {
        boolean backwardIsFree = spec(node) instanceof BatchNormalization;
        return training && !backwardIsFree && isA(onlyConsumer(relu), MaxPooling.class);
    }

    private OptionalInt onlyConsumer(int node) {
        boolean isOnly = consumers.get(node).size() == 1 && !heads.contains(node);
        return isOnly ? OptionalInt.of(consumers.get(node).getFirst()) : OptionalInt.empty();
    }

    private boolean isA(OptionalInt node, Class<? extends LayerSpec> kind) {
        return node.isPresent() && kind.isInstance(spec(node.getAsInt()));
    }

    private LayerSpec spec(int node) {
        return network.nodes().get(node).spec();
    }
}
