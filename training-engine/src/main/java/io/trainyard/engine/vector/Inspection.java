package io.trainyard.engine.vector;

import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every layer's output, also of those that the kernels compute together: to be looked at. The kernels do what only they are
 * fast at, on the caller's thread, and what follows within a stage is done number by number.
 */
final class Inspection {
    private final Network network;
    private final int capacity;
    private final List<Step> steps = new ArrayList<>();
    private final Slice slice = new Slice();
    private final float[][] outputs;

    /** A stage's first layer alone, and the index of the stage's last one. */
    private record Step(Block block, Activation input, int node, int last) {}

    /** @param capacity of the largest batch */
    Inspection(Shared shared, int capacity) {
        network = shared.program.network();
        this.capacity = capacity;
        outputs = new float[network.nodes().size()][];
        for (Stage stage : shared.stages) {
            Node node = network.nodes().get(stage.node());
            Activation input = new Activation(capacity, node.input(), false);
            Flow flow = new Flow(input, new Activation(capacity, node.output(), false), false, false);
            steps.add(new Step(Strand.block(shared, stage, flow, new float[0]), input, stage.node(), stage.last()));
        }
        slice.evaluate();
    }

    int capacity() {
        return capacity;
    }

    void run(Batch batch) {
        int images = batch.size();
        slice.share(images, 0, 1);
        float[] values = new float[images * network.input().size()];
        MemorySegment.copy(batch.pixels(), ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
        int next = 0;
        for (Step step : steps) {
            // A flattened image is the image.
            while (next < step.node()) outputs[next++] = values;
            put(values, step.input(), images);
            step.block().forward(slice);
            values = collect(step.block().output(), images);
            outputs[next++] = values;
            while (next <= step.last()) {
                values = follow(network.nodes().get(next), values);
                outputs[next++] = values;
            }
        }
    }

    private static void put(float[] values, Activation input, int images) {
        for (int image = 0; image < images; image++)
            System.arraycopy(values, image * input.size(), input.values, image * input.stride, input.size());
    }

    private static float[] collect(Activation output, int images) {
        float[] values = new float[images * output.size()];
        for (int image = 0; image < images; image++)
            System.arraycopy(output.values, image * output.stride, values, image * output.size(), output.size());
        return values;
    }

    private static float[] follow(Node node, float[] values) {
        return switch (node.spec()) {
            case Relu _ -> rectified(values);
            case MaxPooling _ -> pooled(values, node.input(), node.output());
            default -> values;
        };
    }

    private static float[] rectified(float[] values) {
        float[] rectified = new float[values.length];
        for (int i = 0; i < values.length; i++) rectified[i] = Math.max(0, values[i]);
        return rectified;
    }

    /** The greatest of every 2 × 2 pixels, plane after plane. */
    private static float[] pooled(float[] values, Shape from, Shape to) {
        int planes = values.length / (from.height() * from.width());
        float[] pooled = new float[planes * to.height() * to.width()];
        for (int i = 0; i < pooled.length; i++) {
            int row = i / to.width();
            int plane = row / to.height();
            int corner = (plane * from.height() + 2 * (row % to.height())) * from.width() + 2 * (i % to.width());
            float above = Math.max(values[corner], values[corner + 1]);
            float below = Math.max(values[corner + from.width()], values[corner + from.width() + 1]);
            pooled[i] = Math.max(above, below);
        }
        return pooled;
    }

    /** Of the last run. */
    float[] output(int node) {
        return Arrays.copyOf(outputs[node], outputs[node].length);
    }
}
