package io.trainyard.engine.device;

import io.trainyard.engine.device.ParameterLayout.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * How large a layer's parameters and the gradient by them are: Euclidean norms over all its trained tensors.
 *
 * @param node index in the network
 */
public record LayerNorm(int node, double parameters, double gradient) {
    /** Of every node with parameters, in order, after a step. */
    public static List<LayerNorm> of(ParameterLayout layout, TrainableNetwork network) {
        float[] parameters = network.read(State.PARAMETERS);
        float[] gradient = network.read(State.GRADIENT);
        List<LayerNorm> norms = new ArrayList<>();
        List<Tensor> tensors = layout.trained();
        for (int i = 0; i < tensors.size(); ) {
            int node = tensors.get(i).node();
            int from = tensors.get(i).offset();
            while (i < tensors.size() && tensors.get(i).node() == node) i++;
            int end = tensors.get(i - 1).end();
            norms.add(new LayerNorm(node, norm(parameters, from, end), norm(gradient, from, end)));
        }
        return norms;
    }

    private static double norm(float[] values, int from, int end) {
        double sum = 0;
        for (int i = from; i < end; i++) sum += (double) values[i] * values[i];
        return Math.sqrt(sum);
    }
}
