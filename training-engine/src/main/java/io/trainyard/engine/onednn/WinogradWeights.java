package io.trainyard.engine.onednn;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.jspecify.annotations.Nullable;

/** Transforms a convolution's weights: from height × width × input channels × output channels to positions × channels × channels. */
final class WinogradWeights implements Instruction {
    private final Tensor weights;
    private final Tensor transformed;
    private final boolean rotated;
    private final List<WinogradTransforms> transforms = new ArrayList<>();
    private @Nullable SharedWork work;

    /**
     * @param weights laid out as {@link #layout} says
     * @param rotated whether to turn the kernels by 180°, for the gradient by the input
     */
    WinogradWeights(Tensor weights, boolean rotated, MinimalFilter filter, int threads) {
        this.weights = weights;
        this.rotated = rotated;
        for (int part = 0; part < threads; part++) transforms.add(new WinogradTransforms(filter));
        long[] sides = {(long) filter.products() * filter.products(), weights.sides()[1], weights.sides()[0]};
        transformed = Tensor.of(Tensor.plain(data_type.f32, sides), sides);
    }

    /** @param sides filters × channels × height × width */
    static memory.desc layout(long... sides) {
        return new memory.desc(sides, data_type.f32, format_tag.cdba);
    }

    /** Positions × input channels × output channels. */
    Tensor transformed() {
        return transformed;
    }

    /** Positions × output channels × input channels. */
    Tensor transposed() {
        long[] sides = {transformed.sides()[0], weights.sides()[0], weights.sides()[1]};
        return transformed.as(new memory.desc(sides, data_type.f32, format_tag.acb), sides);
    }

    @Override
    public List<Tensor> tensors() {
        return Stream.concat(
                        Stream.of(weights, transformed), transforms.stream().map(WinogradTransforms::rows))
                .toList();
    }

    @Override
    public void prepare(Memories memories) {
        work = new SharedWork(transforms.size(), this::run, memories.arena());
    }

    @Override
    public void run(Batch batch, StepSettings settings) {
        if (work == null) throw new IllegalStateException("the tape is not prepared");
        work.run(transforms.size());
    }

    private void run(int part) {
        long pairs = weights.sides()[0] * weights.sides()[1];
        long blocks = pairs / Lane.NUMBERS;
        // From the last weight to the first is a kernel turned by 180°.
        long weight = rotated ? -pairs * Float.BYTES : pairs * Float.BYTES;
        long from = weights.memory().address() + (rotated ? 8 * pairs * Float.BYTES : 0);
        long to = transformed.memory().address();
        int threads = transforms.size();
        for (long block = blocks * part / threads; block < blocks * (part + 1) / threads; block++)
            transforms
                    .get(part)
                    .weights(from + block * Lane.BYTES, weight, to + block * Lane.BYTES, pairs * Float.BYTES);
    }

    @Override
    public String name() {
        return "winograd weights";
    }
}
