package io.trainyard.engine.onednn;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.engine.onednn.Plan.Purpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Finds layers that are computed together, and a cheaper order where it gives the same. */
final class Turns {
    private final Network network;
    private final Purpose purpose;
    private final boolean training;
    private final List<List<Integer>> consumers = new ArrayList<>();
    private final Set<Integer> heads = new HashSet<>();
    private final Set<Integer> done = new HashSet<>();
    private final List<Turn> turns = new ArrayList<>();

    private Turns(Network network, Purpose purpose) {
        this.network = network;
        this.purpose = purpose;
        training = purpose == Purpose.TRAINING;
        for (int i = 0; i < network.nodes().size(); i++) consumers.add(new ArrayList<>());
        for (int i = 0; i < network.nodes().size(); i++)
            for (int input : network.nodes().get(i).inputs())
                if (input != Network.IMAGE) consumers.get(input).add(i);
        for (Network.Head head : network.heads()) heads.add(head.node());
    }

    /** In the order of the forward pass. Auxiliary classifiers are part of training only. */
    static List<Turn> of(Network network, Purpose purpose) {
        Turns finder = new Turns(network, purpose);
        Set<Integer> needed = finder.needed();
        for (int i = 0; i < network.nodes().size(); i++)
            if (needed.contains(i) && !finder.done.contains(i)) finder.add(i);
        return finder.turns;
    }

    private Set<Integer> needed() {
        Set<Integer> needed = new HashSet<>();
        needed.add(network.heads().get(0).node());
        if (training) needed.addAll(heads);
        for (int i = network.nodes().size() - 1; i >= 0; i--)
            if (needed.contains(i)) needed.addAll(network.nodes().get(i).inputs());
        return needed;
    }

    private void add(int node) {
        Turn turn = Turn.of(network, node);
        if (purpose == Purpose.INSPECTION) {
            // Who looks at a network wants to see each layer.
            turns.add(turn);
            return;
        }
        OptionalInt next = onlyConsumer(node);
        if (spec(node) instanceof Relu && training && isA(next, MaxPooling.class)) {
            addSwapped(turn, next.getAsInt());
            return;
        }
        if (training && isA(next, BatchNormalization.class)) turn = turn.unbiased();
        if (canRectify(node) && isA(next, Relu.class) && !isBetterAfterPooling(node, next.getAsInt())) {
            turn = turn.rectifiedAs(next.getAsInt());
            done.add(next.getAsInt());
        }
        turns.add(turn);
    }

    /** max(0, ·) grows with its input: the greatest of a window may be found first, and fewer numbers are left to rectify. */
    private void addSwapped(Turn relu, int pooling) {
        turns.add(Turn.of(network, pooling).between(relu.inputs().get(0), relu.output()));
        turns.add(relu.between(relu.output(), pooling));
        done.add(pooling);
    }

    private boolean canRectify(int node) {
        return switch (spec(node)) {
            case Convolution convolution -> true;
            case Dense dense -> true;
            case BatchNormalization normalization -> true;
            case Add add -> network.nodes().get(node).inputs().size() == 2;
            default -> false;
        };
    }

    /** A fused ReLU costs nothing forward, but going back all its outputs are visited; normalisations do that anyway. */
    private boolean isBetterAfterPooling(int node, int relu) {
        boolean backwardIsFree = spec(node) instanceof BatchNormalization;
        return training && !backwardIsFree && isA(onlyConsumer(relu), MaxPooling.class);
    }

    private OptionalInt onlyConsumer(int node) {
        boolean isOnly = consumers.get(node).size() == 1 && !heads.contains(node);
        return isOnly ? OptionalInt.of(consumers.get(node).get(0)) : OptionalInt.empty();
    }

    private boolean isA(OptionalInt node, Class<? extends LayerSpec> kind) {
        return node.isPresent() && kind.isInstance(spec(node.getAsInt()));
    }

    private LayerSpec spec(int node) {
        return network.nodes().get(node).spec();
    }
}
