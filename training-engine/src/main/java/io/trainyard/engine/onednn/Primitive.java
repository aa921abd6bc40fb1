package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl.scratchpad_mode;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.jspecify.annotations.Nullable;

/** One of oneDNN's primitives with its arguments, bound once: executing it is a single native call. */
final class Primitive implements Instruction {
    private final primitive_desc_base description;
    private final List<Integer> roles = new ArrayList<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private Optional<Replacement> replacement = Optional.empty();
    private @Nullable dnnl_primitive handle;
    private @Nullable dnnl_stream stream;
    private @Nullable dnnl_exec_arg_t arguments;

    Primitive(primitive_desc_base description) {
        this.description = description;
        memory.desc scratchpad = description.scratchpad_desc();
        if (scratchpad.get_size() > 0)
            with(DNNL_ARG_SCRATCHPAD, Tensor.of(scratchpad, new long[] {scratchpad.get_size()}));
    }

    /** Attributes of all primitives: the scratchpad comes from the tape, which lets them share one. */
    static primitive_attr attributes() {
        primitive_attr attributes = new primitive_attr();
        attributes.set_scratchpad_mode(scratchpad_mode.user);
        return attributes;
    }

    /**
     * A product of matrices, or of as many as the outermost side says.
     *
     * @param adds whether it is added to what is there
     */
    static Primitive product(Tensor left, Tensor right, Tensor product, boolean adds) {
        primitive_attr attributes = attributes();
        if (adds) {
            post_ops operations = new post_ops();
            operations.append_sum();
            attributes.set_post_ops(operations);
        }
        return new Primitive(new matmul.primitive_desc(
                        OneDnn.ENGINE, left.layout(), right.layout(), product.layout(), attributes, false))
                .with(DNNL_ARG_SRC, left)
                .with(DNNL_ARG_WEIGHTS, right)
                .with(DNNL_ARG_DST, product);
    }

    /** @param role one of oneDNN's {@code DNNL_ARG_…} */
    Primitive with(int role, Tensor tensor) {
        roles.add(role);
        tensors.add(tensor);
        return this;
    }

    /** As {@link #with}, for what may be written over another tensor, number by number. */
    Primitive over(Tensor old, int role, Tensor tensor) {
        replacement = Optional.of(new Replacement(old, tensor));
        return with(role, tensor);
    }

    @Override
    public Optional<Replacement> replacement() {
        return replacement;
    }

    /** Whether no kernel has been written for this case, so that a slow one must do. */
    static boolean isSlow(primitive_desc_base description) {
        String implementation = implementation(description);
        return implementation.contains("ref") || implementation.contains("gemm");
    }

    private static String implementation(primitive_desc_base description) {
        return description.impl_info_str().getString();
    }

    @Override
    public List<Tensor> tensors() {
        return tensors;
    }

    @Override
    public void prepare(Memories memories) {
        // The plan's scope owns it and frees it.
        primitive made = new primitive(description.get());
        dnnl_exec_arg_t array = new dnnl_exec_arg_t(tensors.size());
        for (int i = 0; i < tensors.size(); i++)
            array.position(i)
                    .arg(roles.get(i))
                    .memory(memories.of(tensors.get(i)).get());
        handle = made.get();
        stream = OneDnn.STREAM.get();
        arguments = array.position(0);
    }

    @Override
    public void run(Batch batch, StepSettings settings) {
        run();
    }

    void run() {
        int status = dnnl_primitive_execute(handle, stream, roles.size(), arguments);
        if (status != 0) OneDnn.check(status, name());
    }

    @Override
    public String name() {
        return description.get_kind() + " " + implementation(description);
    }
}
