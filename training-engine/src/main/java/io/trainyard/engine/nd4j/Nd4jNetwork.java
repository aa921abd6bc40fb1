package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.cpu.GradientSum;
import io.trainyard.engine.cpu.ParameterUpdate;
import io.trainyard.engine.cpu.RunningStatistics;
import io.trainyard.engine.cpu.Tally;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.ParameterLayout.Tensor;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/** A network in ND4J's memory: each kind of state in one flat array, bound to a graph for each batch size, all in one memory. */
final class Nd4jNetwork implements TrainableNetwork {
    private final Program program;
    private final Buffers buffers;
    private final Map<State, Storage> states = new EnumMap<>(State.class);
    private final Map<Integer, Tensors> trainedTensors;
    private final Map<Integer, Tensors> evaluatedTensors;
    private final FlowMemory memory;
    private final Optional<ParameterUpdate> update;
    private final GradientSum sum;
    private final RunningStatistics statistics;
    private final Tally tally = new Tally();
    /** By batch size. */
    private final List<Optional<BoundGraph>> trainingGraphs;
    /** By batch size. */
    private final List<Optional<BoundGraph>> evaluationGraphs;
    /** Of the last evaluation, until the next step. */
    private Optional<BoundGraph> evaluated = Optional.empty();

    private Stop stop = Stop.NEVER;

    /**
     * @param buffers to take all memory from; closed with the network
     */
    Nd4jNetwork(Program program, Buffers buffers) {
        this.program = program;
        this.buffers = buffers;
        ParameterLayout layout = ParameterLayout.of(program.network());
        for (State state : State.values()) states.put(state, buffers.array(program.length(state)));
        boolean averages = program.update().averages();
        trainedTensors = tensors(layout, State.PARAMETERS);
        evaluatedTensors = averages ? tensors(layout, State.AVERAGED_PARAMETERS) : trainedTensors;
        memory = new FlowMemory(FlowSizes.of(program.network()), program.evaluationSize(), buffers);
        // Doubles are for checking gradients, not for training.
        update = buffers.type() == DataType.FLOAT ? Optional.of(update()) : Optional.empty();
        sum = new GradientSum(floats(State.GRADIENT), floats(State.ACCUMULATED_GRADIENT));
        statistics = new RunningStatistics(
                program.network(), values(State.RUNNING_STATISTICS), values(State.BATCH_STATISTICS), Map.of());
        trainingGraphs = new ArrayList<>(Collections.nCopies(program.evaluationSize() + 1, Optional.empty()));
        evaluationGraphs = new ArrayList<>(Collections.nCopies(program.evaluationSize() + 1, Optional.empty()));
    }

    private ParameterUpdate update() {
        return new ParameterUpdate(
                program,
                new ParameterUpdate.Memory(
                        floats(State.PARAMETERS),
                        floats(State.GRADIENT),
                        floats(State.OPTIMIZER),
                        floats(State.AVERAGED_PARAMETERS)));
    }

    private MemorySegment floats(State state) {
        return values(state).memory();
    }

    private Map<Integer, Tensors> tensors(ParameterLayout layout, State parameters) {
        Map<Integer, Tensors> tensors = new HashMap<>();
        for (int i = 0; i < program.network().nodes().size(); i++) {
            Map<Role, Storage> all = parts(layout.trained(), i, storage(parameters));
            all.putAll(parts(layout.tracked(), i, storage(State.RUNNING_STATISTICS)));
            tensors.put(
                    i,
                    new Tensors(
                            all,
                            parts(layout.trained(), i, storage(State.GRADIENT)),
                            parts(layout.tracked(), i, storage(State.BATCH_STATISTICS))));
        }
        return tensors;
    }

    private static Map<Role, Storage> parts(List<Tensor> tensors, int node, Storage storage) {
        Map<Role, Storage> parts = new EnumMap<>(Role.class);
        for (Tensor tensor : tensors)
            if (tensor.node() == node)
                parts.put(
                        tensor.spec().role(),
                        storage.part(
                                tensor.offset(),
                                tensor.spec().shape().stream()
                                        .mapToLong(Integer::longValue)
                                        .toArray()));
        return parts;
    }

    @Override
    public void step(Batch batch, StepSettings settings) {
        gradient(batch, settings);
        if (tally.isBad()) return;
        ParameterUpdate parameters = update.orElseThrow();
        boolean finite = statistics.follow(batch.size());
        if (finite) parameters.step(settings);
        if (!finite || !parameters.isFinite()) tally.markBad(settings.step());
    }

    @Override
    public void collect(int examples, StepSettings settings) {
        if (tally.isBad()) return;
        evaluated = Optional.empty();
        if (statistics.follow(examples)) sum.add(examples);
        else tally.markBad(settings.step());
    }

    @Override
    public void update(StepSettings settings) {
        if (tally.isBad()) return;
        evaluated = Optional.empty();
        sum.takeMean();
        ParameterUpdate parameters = update.orElseThrow();
        parameters.step(settings);
        if (!parameters.isFinite()) tally.markBad(settings.step());
    }

    @Override
    public void gradient(Batch batch, StepSettings settings) {
        BoundGraph graph = trainingGraph(batch.size());
        Nd4jDevice.THREADS.begin(program.threads());
        try {
            graph.gradient(batch, settings, tally, stop);
        } finally {
            Nd4jDevice.THREADS.end();
        }
    }

    private BoundGraph trainingGraph(int size) {
        Optional<BoundGraph> found = trainingGraphs.get(checked(size));
        if (found.isEmpty()) {
            found = Optional.of(GraphBinder.training(program, memory, trainedTensors, size));
            trainingGraphs.set(size, found);
        }
        evaluated = Optional.empty();
        return found.get();
    }

    @Override
    public Outcome takeOutcome() {
        return tally.take();
    }

    @Override
    public void evaluate(Batch batch, float[] outputs) {
        Optional<BoundGraph> found = evaluationGraphs.get(checked(batch.size()));
        if (found.isEmpty()) {
            found = Optional.of(GraphBinder.evaluation(program, memory, evaluatedTensors, batch.size()));
            evaluationGraphs.set(batch.size(), found);
        }
        evaluated = found;
        Nd4jDevice.THREADS.begin(program.threads());
        try {
            found.get().evaluate(batch, outputs, stop);
        } finally {
            Nd4jDevice.THREADS.end();
        }
    }

    /** Every value is kept anyway. */
    @Override
    public void inspect(Batch batch, float[] outputs) {
        evaluate(batch, outputs);
    }

    @Override
    public void stopWhen(Stop wanted) {
        stop = wanted;
    }

    private int checked(int size) {
        if (size > program.evaluationSize())
            throw new IllegalArgumentException(
                    "the network was compiled for batches up to " + program.evaluationSize() + ", but got " + size);
        return size;
    }

    @Override
    public Optional<float[]> activation(int node) {
        return evaluated.flatMap(graph -> graph.output(node)).map(Values::copy);
    }

    @Override
    public int length(State state) {
        return Math.toIntExact(program.length(state));
    }

    @Override
    public void read(State state, int from, MemorySegment floats) {
        long count = floats.byteSize() / Float.BYTES;
        values(state).part(from, count).store(floats, count);
    }

    @Override
    public void write(State state, int from, MemorySegment floats) {
        long count = floats.byteSize() / Float.BYTES;
        values(state).part(from, count).load(floats, count);
        // Until the first step the average is the parameters themselves.
        if (state == State.PARAMETERS && length(State.AVERAGED_PARAMETERS) > 0)
            write(State.AVERAGED_PARAMETERS, from, floats);
    }

    /** For finite differences, which need more digits than a float has. */
    Values values(State state) {
        return storage(state).values();
    }

    private Storage storage(State state) {
        Storage found = states.get(state);
        if (found == null) throw new IllegalStateException("no memory was taken for " + state);
        return found;
    }

    /** Taken outside the heap. */
    long bytes() {
        return buffers.bytes();
    }

    @Override
    public void close() {
        buffers.close();
    }
}
