package io.trainyard.engine.nd4j;

import java.util.List;
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
    private final List<HostCopy> read;
    private final List<HostCopy> written;

    private RawOp(String name, List<Storage> inputs, List<Storage> outputs) {
        this.name = name;
        // Nd4j loads the native library; the holder is empty before.
        context = Nd4j.getExecutioner().buildContext();
        natives = NativeOpsHolder.getInstance().getDeviceNativeOps();
        hash = DynamicCustomOp.builder(name).build().opHash();
        for (int i = 0; i < inputs.size(); i++)
            context.setInputArray(i, inputs.get(i).array());
        for (int i = 0; i < outputs.size(); i++)
            context.setOutputArray(i, outputs.get(i).array());
        context.shapeFunctionOverride(true);
        pointer = (OpaqueContext) context.contextPointer();
        read = mirrors(inputs);
        written = mirrors(outputs);
    }

    private static List<HostCopy> mirrors(List<Storage> storages) {
        return storages.stream().flatMap(storage -> storage.hostCopy().stream()).toList();
    }

    static RawOp of(String name, List<Storage> inputs, Storage output) {
        return new RawOp(name, inputs, List.of(output));
    }

    static RawOp of(String name, List<Storage> inputs, List<Storage> outputs) {
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
        for (int i = 0; i < read.size(); i++) read.get(i).push();
        if (natives.execCustomOp2(null, hash, pointer) != 0 || natives.lastErrorCode() != 0)
            throw new IllegalStateException("ND4J operation " + name + " failed: " + natives.lastErrorMessage());
        for (int i = 0; i < written.size(); i++) written.get(i).pull();
    }
}
