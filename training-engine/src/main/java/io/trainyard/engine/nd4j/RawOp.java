package io.trainyard.engine.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.OpaqueContext;

/**
 * A native operation bound to its arrays once and run many times. Running it costs one native call: no shapes are computed
 * and nothing is allocated on the Java side.
 */
final class RawOp {
    private final String name;
    private final long hash;
    private final OpContext context;
    private final OpaqueContext pointer;
    private final NativeOps natives;

    private RawOp(String name, List<INDArray> inputs, List<INDArray> outputs) {
        this.name = name;
        // Nd4j loads the native library; the holder is empty before.
        context = Nd4j.getExecutioner().buildContext();
        natives = NativeOpsHolder.getInstance().getDeviceNativeOps();
        hash = DynamicCustomOp.builder(name).build().opHash();
        for (int i = 0; i < inputs.size(); i++) context.setInputArray(i, inputs.get(i));
        for (int i = 0; i < outputs.size(); i++) context.setOutputArray(i, outputs.get(i));
        context.shapeFunctionOverride(true);
        pointer = (OpaqueContext) context.contextPointer();
    }

    static RawOp of(String name, List<INDArray> inputs, INDArray output) {
        return new RawOp(name, inputs, List.of(output));
    }

    static RawOp of(String name, List<INDArray> inputs, List<INDArray> outputs) {
        return new RawOp(name, inputs, outputs);
    }

    /** The operation's integer arguments, such as the side of a kernel. */
    RawOp integers(long... arguments) {
        context.setIArguments(arguments);
        return this;
    }

    /** The operation's real arguments, such as a factor. May be set anew between runs. */
    RawOp reals(double... arguments) {
        context.setTArguments(arguments);
        return this;
    }

    void run() {
        if (natives.execCustomOp2(null, hash, pointer) != 0 || natives.lastErrorCode() != 0)
            throw new IllegalStateException("ND4J operation " + name + " failed: " + natives.lastErrorMessage());
    }
}
