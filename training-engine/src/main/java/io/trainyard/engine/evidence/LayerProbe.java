package io.trainyard.engine.evidence;

import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.engine.evidence.LayerStatistics.ReluColumn;
import io.trainyard.engine.evidence.LayerStatistics.TensorColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Measures the layers of a network between two epochs. */
public final class LayerProbe {
    private static final int IMAGES = 256;
    /** Looking keeps every output: few images do it in the room that training has for a batch, and copies stay small. */
    private static final int AT_ONCE = 16;
    /** What a quarter of a batch keeps is less than what training needs for all of it. */
    private static final int PARTS = 4;

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

    /** Bytes of the heap that a measurement takes: a tensor and its gradient at a time. */
    public static long bytesOnHeap(TrainedNetwork trained) {
        return 2L
                * Float.BYTES
                * trained.layout().trained().stream()
                        .mapToLong(tensor -> tensor.spec().size())
                        .max()
                        .orElse(0);
    }

    private static float norm(float[] values) {
        double sum = 0;
        for (float value : values) sum += (double) value * value;
        return (float) Math.sqrt(sum);
    }

    private static List<ReluColumn> relus(TrainedNetwork trained) {
        Map<Integer, ReluCount> counts = new TreeMap<>();
        int images = Math.min(IMAGES, trained.imageCount());
        int atOnce = Math.min(AT_ONCE, Math.ceilDiv(trained.batchSize(), PARTS));
        for (int first = 0; first < images; first += atOnce) {
            trained.look(first, Math.min(atOnce, images - first));
            count(trained, counts);
        }
        return counts.values().stream().map(ReluCount::column).toList();
    }

    private static void count(TrainedNetwork trained, Map<Integer, ReluCount> counts) {
        List<Node> nodes = trained.network().nodes();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (!(node.spec() instanceof Relu)) continue;
            Optional<float[]> values = trained.activation(i);
            if (values.isPresent())
                counts.computeIfAbsent(i, index -> new ReluCount(node)).add(values.get());
        }
    }
}
