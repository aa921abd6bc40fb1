package io.trainyard.engine.onednn;

import io.trainyard.engine.graph.Operation;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.jspecify.annotations.Nullable;

/**
 * Means of windows of different sizes: y = x·S for each channel's pixels, with the share S of each pixel in each window, and dx
 * = dy·Sᵀ. In floats whatever the plan's type, for shares such as 1/9 are none of bf16's numbers.
 */
final class WindowMatrixPass implements Pass {
    private final Windows windows;
    private final Operation operation;
    private final Plan plan;
    private @Nullable Constant shares;

    WindowMatrixPass(Windows windows, Operation operation, Plan plan) {
        this.windows = windows;
        this.operation = operation;
        this.plan = plan;
    }

    private long inputPixels() {
        return (long) windows.vertical().inputs() * windows.horizontal().inputs();
    }

    private long outputPixels() {
        return (long) windows.vertical().outputs() * windows.horizontal().outputs();
    }

    @Override
    public void forward() {
        shares = new Constant(windows.shares(), inputPixels(), outputPixels());
        plan.tape().add(shares);
        memory.desc layout = Tensor.plain(data_type.f32, inputPixels(), outputPixels());
        plan.put(
                operation,
                multiply(
                        plan.input(operation),
                        plan.sides(plan.node(operation.layer()).output()),
                        layout));
    }

    @Override
    public void backward() {
        long[] sides = {inputPixels(), outputPixels()};
        plan.gradient(operation).ifPresent(dy -> {
            memory.desc transposed = new memory.desc(new long[] {sides[1], sides[0]}, data_type.f32, format_tag.ba);
            plan.addGradient(
                    operation.inputs().get(0),
                    multiply(dy, plan.input(operation).sides(), transposed));
        });
    }

    private Tensor multiply(Tensor x, long[] sides, memory.desc shareLayout) {
        if (shares == null) throw new IllegalStateException("the forward pass comes first");
        long rows = sides[0] * sides[1];
        Tensor plain = plan.tape().inPlainLayout(x, data_type.f32);
        memory.desc from = Tensor.plain(data_type.f32, rows, x.count() / rows);
        Tensor y = Tensor.of(Tensor.plain(data_type.f32, sides), sides);
        memory.desc to = Tensor.plain(data_type.f32, rows, y.count() / rows);
        plan.tape()
                .add(Primitive.product(
                        plain.as(from, rows, x.count() / rows),
                        shares.tensor().as(shareLayout, x.count() / rows, y.count() / rows),
                        y.as(to, rows, y.count() / rows),
                        false));
        return plan.tape().inPlainLayout(y, plan.type());
    }
}
