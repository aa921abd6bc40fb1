package io.trainyard.engine.onednn;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution with a 3 × 3 kernel: each thread transforms some tiles, multiplies them at all positions with the
 * transformed weights, and transforms back, while they are near.
 */
final class WinogradConvolution implements Instruction {
    private final WinogradTiles tiles;
    private final int together;
    private final List<Part> parts = new ArrayList<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private @Nullable SharedWork work;

    /**
     * What is convolved with what.
     *
     * @param weights transformed, positions × input channels × output channels
     * @param ending of each output
     */
    record Operands(Tensor input, Tensor weights, Ending ending, Tensor output) {}

    /** A thread's own memory and what it does there. */
    private record Part(WinogradWalk.Inputs inputs, Primitive product, WinogradWalk.Outputs outputs) {}

    WinogradConvolution(Operands operands, WinogradTiles tiles, int threads) {
        this.tiles = tiles;
        int inputChannels = (int) operands.input().sides()[1];
        int outputChannels = (int) operands.output().sides()[1];
        together = tiles.together(threads, inputChannels, outputChannels);
        for (int part = 0; part < threads; part++) {
            WinogradProducts before = new WinogradProducts(tiles.positions(), together, inputChannels);
            WinogradProducts after = new WinogradProducts(tiles.positions(), together, outputChannels);
            Primitive product = OpenMp.onOneThread(
                    threads, () -> Primitive.product(before.tensor(), operands.weights(), after.tensor(), false));
            parts.add(new Part(
                    new WinogradWalk.Inputs(operands.input(), before, tiles),
                    product,
                    new WinogradWalk.Outputs(operands.output(), after, tiles, operands.ending())));
        }
        tensors.add(operands.input());
        tensors.add(operands.output());
        operands.ending().bias().ifPresent(tensors::add);
        for (Part part : parts) {
            tensors.addAll(part.inputs().spare());
            tensors.addAll(part.product().tensors());
            tensors.addAll(part.outputs().spare());
        }
    }

    @Override
    public List<Tensor> tensors() {
        return tensors;
    }

    @Override
    public void prepare(Memories memories) {
        for (Part part : parts) part.product().prepare(memories);
        work = new SharedWork(parts.size(), this::run, memories.arena());
    }

    @Override
    public void run(Batch batch, StepSettings settings) {
        if (work == null) throw new IllegalStateException("the tape is not prepared");
        work.run(parts.size());
    }

    private void run(int number) {
        Part part = parts.get(number);
        int end = tiles.first(number + 1, parts.size());
        for (int first = tiles.first(number, parts.size()); first < end; first += together) {
            int count = Math.min(together, end - first);
            part.inputs().run(first, count);
            part.product().run();
            part.outputs().run(first, count);
        }
    }

    @Override
    public String name() {
        return "convolution winograd";
    }
}
