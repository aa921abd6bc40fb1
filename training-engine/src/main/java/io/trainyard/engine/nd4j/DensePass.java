package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.cpu.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fully connected: Y = X·Wᵀ + b, with X of batch × inputs and W of units × inputs. */
final class DensePass implements Pass {
    private final int batch;
    private final int units;
    private final Values outputs;
    private final Optional<Values> biases;
    private final RawOp forward;
    private final Optional<Values> outputGradient;
    private final Optional<Values> biasGradient;
    private final List<RawOp> backward = new ArrayList<>();

    DensePass(Site site) {
        Flow input = site.input();
        Flow output = site.output();
        Tensors tensors = site.tensors();
        batch = output.batch();
        units = output.shape().size();
        outputs = output.values().values();
        biases = tensors.find(Role.BIAS).map(Storage::values);
        forward = product(input.rows(), tensors.get(Role.WEIGHT), output.rows()).integers(0, 1, 0);
        outputGradient = output.gradient().map(Storage::values);
        biasGradient = tensors.findGradient(Role.BIAS).map(Storage::values);
        if (output.gradient().isEmpty()) return;
        Storage gradient = output.gradientRows();
        backward.add(
                product(gradient, input.rows(), tensors.gradient(Role.WEIGHT)).integers(1, 0, 0));
        if (input.gradient().isPresent())
            backward.add(product(gradient, tensors.get(Role.WEIGHT), input.gradientRows())
                    .integers(0, 0, 0));
    }

    /** Its integers tell which of the factors and the product are transposed. */
    private static RawOp product(Storage left, Storage right, Storage product) {
        return RawOp.of("matmul", List.of(left, right), product);
    }

    @Override
    public void forward() {
        forward.run();
        if (biases.isEmpty()) return;
        for (int example = 0; example < batch; example++)
            for (int unit = 0; unit < units; unit++)
                outputs.add((long) example * units + unit, biases.get().get(unit));
    }

    /** dW = dYᵀ·X; dX = dY·W; db = sum of dY over the batch. */
    @Override
    public void backward() {
        for (int i = 0; i < backward.size(); i++) backward.get(i).run();
        if (biasGradient.isEmpty()) return;
        Values slopes = outputGradient.orElseThrow();
        for (int unit = 0; unit < units; unit++) {
            double sum = 0;
            for (int example = 0; example < batch; example++) sum += slopes.get((long) example * units + unit);
            biasGradient.get().set(unit, sum);
        }
    }
}
