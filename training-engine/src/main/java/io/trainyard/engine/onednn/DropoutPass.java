package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.engine.cpu.DropoutFactors;
import io.trainyard.engine.graph.Operation;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;

/** While training y = x·m with random factors m, and dx = dy·m. */
final class DropoutPass implements Pass {
    private final Dropout spec;
    private final Operation operation;
    private final Plan plan;
    private @Nullable Tensor mask;

    DropoutPass(Dropout spec, Operation operation, Plan plan) {
        this.spec = spec;
        this.operation = operation;
        this.plan = plan;
    }

    @Override
    public void forward() {
        Tensor x = plan.input(operation);
        if (!plan.isTraining()) {
            plan.put(operation, x);
            return;
        }
        DropoutMask drawn = new DropoutMask(new DropoutFactors(spec, operation.layer()), x.sides());
        plan.tape().add(drawn);
        mask = plan.tape().inLayout(drawn.tensor(), x.layout());
        plan.put(operation, multiply(x, mask));
    }

    @Override
    public void backward() {
        plan.gradient(operation).ifPresent(dy -> {
            if (mask == null) throw new IllegalStateException("the forward pass comes first");
            plan.addGradient(operation.inputs().get(0), multiply(dy, mask));
        });
    }

    private Tensor multiply(Tensor one, Tensor other) {
        memory.desc layout = one.layout();
        Tensor product = one.twin();
        plan.tape()
                .add(new Primitive(new binary.primitive_desc(
                                OneDnn.ENGINE,
                                algorithm.binary_mul,
                                layout,
                                other.layout(),
                                layout,
                                Primitive.attributes(),
                                false))
                        .with(DNNL_ARG_SRC_0, one)
                        .with(DNNL_ARG_SRC_1, other)
                        .with(DNNL_ARG_DST, product));
        return product;
    }
}
