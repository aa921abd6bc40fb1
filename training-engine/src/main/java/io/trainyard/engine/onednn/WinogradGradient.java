package io.trainyard.engine.onednn;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.memory.data_type;
import org.jspecify.annotations.Nullable;

/**
 * The gradients by a convolution's weights and bias: dW = Gᵀ·[Σ (Bᵀ·x·B) ⊙ (A·dy·Aᵀ)]·G over all tiles. Each thread sums up its
 * tiles; then the sums are added and transformed.
 */
final class WinogradGradient implements Instruction {
    private final Operands operands;
    private final WinogradTiles tiles;
    private final int together;
    private final int inputChannels;
    private final int outputChannels;
    private final List<Part> parts = new ArrayList<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private @Nullable SharedWork products;
    private @Nullable SharedWork sums;

    /**
     * What is differentiated.
     *
     * @param weightGradient height × width × input channels × output channels
     */
    record Operands(Tensor input, Tensor outputGradient, Tensor weightGradient, Optional<Tensor> biasGradient) {}

    /** A thread's own memory and what it does there. */
    private record Part(
            WinogradWalk.Inputs inputs,
            WinogradWalk.Gradients gradients,
            Primitive product,
            Primitive addition,
            Tensor sum,
            Tensor biasSum,
            WinogradTransforms transforms) {}

    WinogradGradient(Operands operands, WinogradTiles tiles, int threads) {
        this.operands = operands;
        this.tiles = tiles;
        inputChannels = (int) operands.input().sides()[1];
        outputChannels = (int) operands.outputGradient().sides()[1];
        together = tiles.together(threads, inputChannels, outputChannels);
        tensors.add(operands.input());
        tensors.add(operands.outputGradient());
        tensors.add(operands.weightGradient());
        operands.biasGradient().ifPresent(tensors::add);
        for (int part = 0; part < threads; part++) add(OpenMp.onOneThread(threads, this::part));
    }

    private Part part() {
        WinogradProducts before = new WinogradProducts(tiles.positions(), together, inputChannels);
        WinogradProducts after = new WinogradProducts(tiles.positions(), together, outputChannels);
        long[] sides = {tiles.positions(), inputChannels, outputChannels};
        Tensor sum = Tensor.of(Tensor.plain(data_type.f32, sides), sides);
        Tensor left = before.transposed();
        Tensor biasSum = Tensor.of(Tensor.plain(data_type.f32, outputChannels), new long[] {outputChannels});
        return new Part(
                new WinogradWalk.Inputs(operands.input(), before, tiles),
                new WinogradWalk.Gradients(
                        operands.outputGradient(),
                        after,
                        tiles,
                        biasSum,
                        operands.biasGradient().isPresent()),
                Primitive.product(left, after.tensor(), sum, false),
                Primitive.product(left, after.tensor(), sum, true),
                sum,
                biasSum,
                new WinogradTransforms(tiles.filter()));
    }

    private void add(Part part) {
        parts.add(part);
        tensors.addAll(part.inputs().spare());
        tensors.addAll(part.gradients().spare());
        tensors.addAll(part.product().tensors());
        tensors.addAll(part.addition().tensors());
        tensors.add(part.biasSum());
        tensors.add(part.transforms().rows());
    }

    @Override
    public List<Tensor> tensors() {
        return tensors;
    }

    @Override
    public void prepare(Memories memories) {
        for (Part part : parts) {
            part.product().prepare(memories);
            part.addition().prepare(memories);
        }
        products = new SharedWork(parts.size(), this::multiply, memories.arena());
        sums = new SharedWork(parts.size(), this::addUp, memories.arena());
    }

    @Override
    public void run(Batch batch, StepSettings settings) {
        if (products == null || sums == null) throw new IllegalStateException("the tape is not prepared");
        products.run(parts.size());
        sums.run(parts.size());
    }

    private void multiply(int number) {
        Part part = parts.get(number);
        int begin = tiles.first(number, parts.size());
        int end = tiles.first(number + 1, parts.size());
        part.biasSum().memory().fill((byte) 0);
        // With fewer tiles than threads.
        if (begin == end) part.sum().memory().fill((byte) 0);
        for (int first = begin; first < end; first += together) {
            int count = Math.min(together, end - first);
            part.inputs().run(first, count);
            part.gradients().run(first, count);
            if (count < together) {
                part.inputs().products.clear(count);
                part.gradients().products.clear(count);
            }
            (first == begin ? part.product() : part.addition()).run();
        }
    }

    /** A stretch of the weights, over all threads' sums. */
    private void addUp(int number) {
        long pairs = (long) inputChannels * outputChannels;
        long blocks = pairs / Lane.NUMBERS;
        long position = pairs * Float.BYTES;
        for (long block = blocks * number / parts.size(); block < blocks * (number + 1) / parts.size(); block++) {
            long offset = block * Lane.BYTES;
            long sum = parts.get(0).sum().memory().address() + offset;
            for (int other = 1; other < parts.size(); other++) {
                long added = parts.get(other).sum().memory().address() + offset;
                for (int i = 0; i < tiles.positions(); i++) Lane.add(added + i * position, sum + i * position);
            }
            parts.get(number)
                    .transforms()
                    .weightGradient(
                            sum, position, operands.weightGradient().memory().address() + offset, position);
        }
        if (number == 0 && operands.biasGradient().isPresent())
            addUpBias(operands.biasGradient().get().memory().address());
    }

    private void addUpBias(long target) {
        for (int block = 0; block < outputChannels / Lane.NUMBERS; block++) {
            long offset = block * Lane.BYTES;
            Lane.copy(parts.get(0).biasSum().memory().address() + offset, target + offset);
            for (int other = 1; other < parts.size(); other++)
                Lane.add(parts.get(other).biasSum().memory().address() + offset, target + offset);
        }
    }

    @Override
    public String name() {
        return "convolution winograd weights' gradient";
    }
}
