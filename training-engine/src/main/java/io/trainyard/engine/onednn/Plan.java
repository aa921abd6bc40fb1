package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import io.trainyard.contract.Precision;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.cpu.Tally;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.graph.Fusion;
import io.trainyard.engine.graph.Graph;
import io.trainyard.engine.graph.Operation;
import io.trainyard.engine.graph.Purpose;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;

/** A program for one batch size, described on a tape: a step up to the gradient, or a forward pass. */
final class Plan {
    private static final Fusion FUSION = new Fusion() {
        @Override
        public boolean rectifies(Network.Node node) {
            return switch (node.spec()) {
                case Convolution _, Dense _, BatchNormalization _ -> true;
                case Add _ -> node.inputs().size() == 2;
                default -> false;
            };
        }

        @Override
        public boolean leavesOutBiases() {
            return true;
        }
    };

    private final Program program;
    private final int batchSize;
    private final Purpose purpose;
    private final Parameters parameters;
    private final Tape tape = new Tape();
    private final Map<Integer, Tensor> values = new HashMap<>();
    private final Map<Integer, Tensor> gradients = new HashMap<>();
    private final Map<Integer, Tensor> droppedBiases = new HashMap<>();
    private final Graph graph;
    private final Tensor outputs;
    private final Neighbours neighbours;

    /** @param tally gets what training shows */
    Plan(Program program, int batchSize, Parameters parameters, Purpose purpose, Tally tally) {
        this.program = program;
        this.batchSize = batchSize;
        this.parameters = parameters;
        this.purpose = purpose;
        neighbours = new Neighbours(program.network());
        graph = Graph.of(program.network(), purpose, FUSION);
        Image image = new Image(sides(program.network().input()));
        tape.add(image);
        values.put(Network.IMAGE, image.tensor());
        List<Pass> passes = graph.operations().stream()
                .map(operation -> Pass.of(operation, this))
                .toList();
        passes.forEach(Pass::forward);
        outputs = scores(0);
        if (isTraining()) {
            addLosses(tally);
            passes.reversed().forEach(Pass::backward);
        }
        if (purpose == Purpose.INSPECTION) keepValues();
        outputs.buffer().keep();
    }

    private void keepValues() {
        values.remove(Network.IMAGE);
        values.replaceAll((node, value) -> own(value));
        values.values().forEach(value -> value.buffer().keep());
    }

    /** A copy of what is only the batch's: that may be filled anew, or be gone, when somebody reads it. */
    private Tensor own(Tensor value) {
        if (value.buffer().life() != Buffer.Life.BORROWED) return value;
        Tensor copy = value.twin();
        tape.copy(value, copy);
        return copy;
    }

    private Tensor scores(int head) {
        return own(tape.inPlainLayout(value(program.network().heads().get(head).node()), data_type.f32));
    }

    private void addLosses(Tally tally) {
        for (int head = 0; head < program.network().heads().size(); head++) {
            Loss loss = new Loss(program, head, head == 0 ? outputs : scores(head), tally);
            tape.add(loss);
            addGradient(program.network().heads().get(head).node(), loss.gradient());
        }
        tape.add(new EndOfStep(tally));
    }

    Network.Node node(int index) {
        return program.network().nodes().get(index);
    }

    boolean isTraining() {
        return purpose == Purpose.TRAINING;
    }

    int threads() {
        return program.threads();
    }

    Tape tape() {
        return tape;
    }

    Parameters parameters() {
        return parameters;
    }

    List<Operation> operations() {
        return graph.operations();
    }

    /** Of values and of the weights that are multiplied with them. */
    data_type type() {
        return program.precision() == Precision.BF16 ? data_type.bf16 : data_type.f32;
    }

    /** Of a batch of examples. */
    long[] sides(Shape shape) {
        return new long[] {batchSize, shape.channels(), shape.height(), shape.width()};
    }

    /** The first input of an operation, in the plan's type. */
    Tensor input(Operation operation) {
        return typed(operation.inputs().get(0));
    }

    /** A value in the plan's type, which the image does not have where that is not float. */
    Tensor typed(int index) {
        Tensor value = value(index);
        return value.type() == type() ? value : tape.inPlainLayout(value, type());
    }

    Tensor value(int index) {
        Tensor value = values.get(index);
        if (value == null) throw new IllegalStateException("value " + index + " is not made yet");
        return value;
    }

    Tensor put(Operation operation, Tensor value) {
        values.put(operation.output(), value);
        return value;
    }

    /** Whether something before this value is trained. */
    boolean wantsGradient(int index) {
        return graph.isTrained(index);
    }

    Neighbours neighbours() {
        return neighbours;
    }

    /** Of the loss by an operation's output, in the output's layout; empty where nothing depends on it. */
    Optional<Tensor> gradient(Operation operation) {
        return Optional.ofNullable(gradients.get(operation.output()));
    }

    /** Adds what one consumer of a value contributes to its gradient. */
    void addGradient(int index, Tensor contribution) {
        if (!wantsGradient(index)) return;
        Tensor part = tape.inLayout(contribution, value(index).layout());
        gradients.merge(index, part, this::sum);
    }

    private Tensor sum(Tensor one, Tensor other) {
        memory.desc layout = one.layout();
        Tensor sum = one.twin();
        tape.add(new Primitive(new binary.primitive_desc(
                        OneDnn.ENGINE, algorithm.binary_add, layout, layout, layout, Primitive.attributes(), false))
                .with(DNNL_ARG_SRC_0, one)
                .with(DNNL_ARG_SRC_1, other)
                .over(one, DNNL_ARG_DST, sum));
        return sum;
    }

    /** What the means that a normalisation takes would have more, had the layer before added its bias. */
    void dropBias(int normalization, Tensor bias) {
        droppedBiases.put(normalization, bias);
    }

    /** By the normalisation's node. */
    Map<Integer, Tensor> droppedBiases() {
        return droppedBiases;
    }

    List<String> instructions() {
        return tape.names();
    }

    void run(Batch batch, StepSettings settings, Stop stop) {
        tape.run(batch, settings, stop);
    }

    /** Of the last run: batch × outputs. */
    void readOutputs(float[] target) {
        Floats.get(outputs.memory(), target, 0, (int) outputs.count());
    }

    /** A node's output in the last inspection; auxiliary classifiers have none. */
    Optional<float[]> readValue(int index) {
        Tensor value = values.get(index);
        if (value == null) return Optional.empty();
        float[] numbers = new float[(int) value.count()];
        Floats.read(
                value.memory(),
                value.layout(),
                MemorySegment.ofArray(numbers),
                Tensor.plain(data_type.f32, value.sides()));
        return Optional.of(numbers);
    }
}
