package io.trainyard.engine;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.Optional;

/** Finds the layer in which the numbers of a diverged network stop being finite. */
record Divergence(Network network, TrainableNetwork state) {
    /**
     * What is not finite, for people.
     *
     * @param batch of the first step whose loss was not
     */
    String place(Batch batch) {
        return parameter().or(() -> output(batch)).orElse("the loss of a finite output");
    }

    private Optional<String> parameter() {
        return ParameterLayout.of(network).trained().stream()
                .filter(tensor -> !isFinite(state.read(State.PARAMETERS, tensor)))
                .findFirst()
                .map(tensor -> "the " + tensor.spec().name() + " of " + layer(tensor.node()));
    }

    private Optional<String> output(Batch batch) {
        float[] scores = new float[batch.size() * network.outputs()];
        state.inspect(batch, scores);
        for (int node = 0; node < network.nodes().size(); node++) {
            Optional<float[]> output = state.activation(node);
            if (output.isPresent() && !isFinite(output.get())) return Optional.of("the output of " + layer(node));
        }
        return isFinite(scores)
                ? Optional.empty()
                : Optional.of(
                        "the output of " + layer(network.heads().getFirst().node()));
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
