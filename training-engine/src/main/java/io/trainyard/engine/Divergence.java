package io.trainyard.engine;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.ParameterLayout.Tensor;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** Finds the layer in which the numbers of a diverged network stop being finite. */
final class Divergence {
    private final Network network;
    private final ParameterLayout layout;
    private final TrainableNetwork state;

    Divergence(Network network, TrainableNetwork state) {
        this.network = network;
        this.state = state;
        layout = ParameterLayout.of(network);
    }

    /**
     * What is not finite, for people: the state first, for an output is not finite where that is not.
     *
     * @param batch of the first step that was not finite
     */
    String place(Batch batch) {
        return first(State.PARAMETERS, layout.trained(), 0, "")
                .or(() -> first(State.RUNNING_STATISTICS, layout.tracked(), 0, ""))
                .or(this::kept)
                .or(() -> output(batch))
                .or(() -> first(State.GRADIENT, layout.trained(), 0, "the gradient by "))
                .orElse("the loss of a finite output");
    }

    private Optional<String> kept() {
        int parameters = layout.parameters();
        for (int slot = 0; slot < state.length(State.OPTIMIZER); slot += parameters) {
            Optional<String> found = first(State.OPTIMIZER, layout.trained(), slot, "what the optimizer keeps of ");
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    /** @param from where the tensors begin in the state */
    private Optional<String> first(State kind, List<Tensor> tensors, int from, String prefix) {
        return tensors.stream()
                .filter(tensor -> !isFinite(read(kind, tensor, from)))
                .findFirst()
                .map(tensor ->
                        prefix + "the " + tensor.spec().name().replace('_', ' ') + " of " + layer(tensor.node()));
    }

    private float[] read(State kind, Tensor tensor, int from) {
        float[] values = new float[tensor.spec().size()];
        state.read(kind, from + tensor.offset(), MemorySegment.ofArray(values));
        return values;
    }

    private Optional<String> output(Batch batch) {
        float[] scores = new float[batch.size() * network.outputs()];
        state.inspect(batch, scores);
        for (int node = 0; node < network.nodes().size(); node++) {
            Optional<float[]> output = state.activation(node);
            if (output.isPresent() && !isFinite(output.get())) return Optional.of("the output of " + layer(node));
        }
        return Optional.empty();
    }

    private String layer(int node) {
        Network.Node found = network.nodes().get(node);
        return "layer " + found.path() + " (" + LayerSpec.typeOf(found.spec().getClass()) + ")";
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) if (!Float.isFinite(value)) return false;
        return true;
    }
}
