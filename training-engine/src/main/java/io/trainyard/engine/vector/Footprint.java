package io.trainyard.engine.vector;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;

/** What a network will take of the heap, from its shapes alone: nothing is made for it. In numbers of four bytes. */
final class Footprint {
    /** Objects, and arrays that do not grow with the network. */
    private static final long SMALL_THINGS = 1 << 16;

    private final Program program;
    private final long images;
    private long parameters;
    /** Of one thread. */
    private long flow;

    private Footprint(Program program) {
        this.program = program;
        images = Math.ceilDiv(program.evaluationSize(), program.threads());
        Shape from = program.network().input();
        flow += activation(from);
        for (Stage stage : Stages.of(program.network())) {
            add(stage, program.network().nodes().get(stage.node()), from);
            from = stage.output();
        }
    }

    /** Bytes at most. A heap of regions (G1) gives a large array whole ones, for which there is an eighth more. */
    static long bytes(Program program) {
        long bytes = Integer.BYTES * new Footprint(program).numbers();
        return bytes + bytes / 8;
    }

    private void add(Stage stage, Network.Node node, Shape from) {
        long values = activation(stage.output());
        flow += 2 * values;
        switch (stage.spec()) {
            case LayerSpec.Convolution spec -> addConvolution(new Kernel(from, spec.kernel()), from, stage.output());
            case LayerSpec.Dropout spec -> flow += values;
            default -> {
                long units = Lanes.roundUp(node.output().channels());
                parameters += units * (Lanes.roundUp(from.size()) + 1L);
            }
        }
    }

    private void addConvolution(Kernel kernel, Shape from, Shape to) {
        long filters = Lanes.roundUp(to.channels());
        long pixels = (long) to.height() * to.width();
        long weights = (long) kernel.height * kernel.width * kernel.channels;
        parameters += filters * (kernel.length() + 1L);
        // The filters as the products read them, forwards and backwards.
        flow += (filters + FilterBank.FILTERS) * (weights + 1);
        flow += (filters + 2) * (kernel.height + 1) * Lanes.roundUp((kernel.width + 1) * kernel.channels);
        // Of each output, where it came from: for all images, and for one as its gradient is spread.
        flow += (images + 3) * filters * (pixels + 1);
        flow += (long) FilterBank.FILTERS * (kernel.windows() + 8L * Lanes.COUNT);
        flow += Lanes.roundUp(from.size()) + Activation.SLACK + 3 * pixels;
    }

    /** Values of all images of a thread, as {@link Activation} keeps them. */
    private long activation(Shape shape) {
        long rows = Math.ceilDiv(images, (long) Dense.BLOCK) * Dense.BLOCK + 1;
        return rows * Lanes.roundUp(shape.size()) + Activation.SLACK;
    }

    private long numbers() {
        long states = 1L
                + program.arrays(State.OPTIMIZER)
                + program.arrays(State.AVERAGED_PARAMETERS)
                + program.arrays(State.ACCUMULATED_GRADIENT);
        // Where each parameter lies; and of each thread a gradient, and the trace of what is not finite where it is as
        // long.
        long order = program.network().parameters();
        return parameters * states + order + program.threads() * (3 * parameters + flow + SMALL_THINGS);
    }
}
