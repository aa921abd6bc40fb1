package io.trainyard.engine.cpu;

import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.ParameterLayout.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the batches' means and variances: r ← (1 − m)·r + m·b with the unbiased variance b = σ²·n/(n − 1) of n values, as
 * PyTorch does.
 */
public final class RunningStatistics {
    private final Values running;
    private final Values batch;
    private final List<Layer> layers = new ArrayList<>();

    /**
     * A batch normalisation.
     *
     * @param mean index of its first mean
     * @param variance index of its first variance
     * @param plane values of a channel that an image has
     * @param shift what each mean would have more
     */
    private record Layer(
            int mean,
            int variance,
            int channels,
            long plane,
            double momentum,
            @Nullable Values shift) {}

    /**
     * Statistics of a network's batch normalisations.
     *
     * @param running in the order of {@link ParameterLayout}
     * @param batch of the newest batch, in the same order
     * @param shifts by node what each mean would have more, where a device leaves out what the layer before adds
     */
    public RunningStatistics(Network network, Values running, Values batch, Map<Integer, Values> shifts) {
        this.running = running;
        this.batch = batch;
        ParameterLayout layout = ParameterLayout.of(network);
        for (int node = 0; node < network.nodes().size(); node++)
            if (network.nodes().get(node).spec() instanceof BatchNormalization spec)
                layers.add(layer(network.nodes().get(node), tracked(layout, node), spec.momentum(), shifts.get(node)));
    }

    private static List<Tensor> tracked(ParameterLayout layout, int node) {
        return layout.tracked().stream().filter(tensor -> tensor.node() == node).toList();
    }

    private static Layer layer(Network.Node node, List<Tensor> tensors, double momentum, @Nullable Values shift) {
        Tensor mean = of(tensors, Role.RUNNING_MEAN);
        long plane = (long) node.input().height() * node.input().width();
        int variance = of(tensors, Role.RUNNING_VARIANCE).offset();
        return new Layer(mean.offset(), variance, mean.spec().size(), plane, momentum, shift);
    }

    private static Tensor of(List<Tensor> tensors, Role role) {
        return tensors.stream()
                .filter(tensor -> tensor.spec().role() == role)
                .findFirst()
                .orElseThrow();
    }

    /** Moves them by a batch of so many images; returns whether they are still finite. */
    public boolean follow(int images) {
        boolean finite = true;
        // An iterator would be garbage in every step.
        for (int i = 0; i < layers.size(); i++) finite &= follow(layers.get(i), images);
        return finite;
    }

    private boolean follow(Layer layer, int images) {
        boolean finite = true;
        long count = images * layer.plane();
        double unbiased = count > 1 ? (double) count / (count - 1) : 1;
        for (int i = 0; i < layer.channels(); i++) {
            double mean = batch.get(layer.mean() + i);
            if (layer.shift() != null)
                mean = (float) mean + (float) layer.shift().get(i);
            finite &= follow(layer.mean() + i, mean, layer.momentum());
            finite &= follow(layer.variance() + i, batch.get(layer.variance() + i) * unbiased, layer.momentum());
        }
        return finite;
    }

    private boolean follow(int index, double value, double momentum) {
        running.set(index, (1 - momentum) * running.get(index) + momentum * value);
        return Double.isFinite(running.get(index));
    }
}
