package io.trainyard.engine.evidence;

import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.engine.evidence.LayerStatistics.ReluColumn;
import io.trainyard.engine.evidence.LayerStatistics.TensorColumn;
import java.util.ArrayList;
import java.util.List;

/** Measures the layers of a network between two epochs. */
public final class LayerProbe {
    private static final int IMAGES = 256;

    private LayerProbe() {}

    /** The numbers of one epoch: norms, and what the ReLUs make of the first test images. */
    public static LayerStatistics measure(TrainedNetwork trained, int epoch) {
        List<TensorColumn> tensors = trained.layout().trained().stream()
                .map(tensor -> new TensorColumn(
                        tensor.name(),
                        List.of(norm(trained.parameters(tensor))),
                        List.of(norm(trained.gradient(tensor)))))
                .toList();
        return LayerStatistics.of(epoch, tensors, relus(trained));
    }

    private static float norm(float[] values) {
        double sum = 0;
        for (float value : values) sum += (double) value * value;
        return (float) Math.sqrt(sum);
    }

    private static List<ReluColumn> relus(TrainedNetwork trained) {
        List<ReluColumn> relus = new ArrayList<>();
        trained.look(0, IMAGES);
        for (int i = 0; i < trained.network().nodes().size(); i++) {
            Node node = trained.network().nodes().get(i);
            if (node.spec() instanceof Relu) trained.activation(i).ifPresent(values -> relus.add(relu(node, values)));
        }
        return relus;
    }

    static ReluColumn relu(Node node, float[] values) {
        int channels = node.output().channels();
        int plane = node.output().size() / channels;
        boolean[] alive = new boolean[channels];
        int zeros = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) alive[i / plane % channels] = true;
            else zeros++;
        }
        int dead = 0;
        for (boolean channel : alive) if (!channel) dead++;
        return new ReluColumn(node.path(), List.of((float) dead / channels), List.of((float) zeros / values.length));
    }
}
