package io.trainyard.engine.scalar;

import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.cpu.GradientSum;
import io.trainyard.engine.cpu.HeadLoss;
import io.trainyard.engine.cpu.ParameterUpdate;
import io.trainyard.engine.cpu.Tally;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A chain of layers. What goes into layer i is {@code values[i]}, what comes out {@code values[i + 1]}. */
final class ScalarNetwork implements TrainableNetwork {
    private final Program program;
    private final List<Network.Node> nodes;
    private final ParameterLayout layout;
    private final Map<State, float[]> states = new EnumMap<>(State.class);
    private final float[][] values;
    private final float[][] slopes;
    private final HeadLoss loss;
    private final GradientSum sum;
    private final ParameterUpdate update;
    private final Tally tally = new Tally();
    private Stop stop = Stop.NEVER;

    ScalarNetwork(Program program) {
        this.program = program;
        nodes = program.network().nodes();
        layout = ParameterLayout.of(program.network());
        for (State state : State.values()) states.put(state, new float[Math.toIntExact(program.length(state))]);
        values = flow();
        slopes = flow();
        Values scores = Values.floats(MemorySegment.ofArray(values[nodes.size()]));
        Values gradient = Values.floats(MemorySegment.ofArray(slopes[nodes.size()]));
        loss = new HeadLoss(program, 0, new HeadLoss.Memory(scores, gradient, false));
        sum = new GradientSum(memory(State.GRADIENT), memory(State.ACCUMULATED_GRADIENT));
        update = new ParameterUpdate(
                program,
                new ParameterUpdate.Memory(
                        memory(State.PARAMETERS),
                        memory(State.GRADIENT),
                        memory(State.OPTIMIZER),
                        memory(State.AVERAGED_PARAMETERS)));
    }

    private float[][] flow() {
        float[][] flow = new float[nodes.size() + 1][];
        flow[0] = new float[program.evaluationSize() * program.network().input().size()];
        for (int i = 0; i < nodes.size(); i++)
            flow[i + 1] =
                    new float[program.evaluationSize() * nodes.get(i).output().size()];
        return flow;
    }

    private float[] state(State state) {
        return Objects.requireNonNull(states.get(state));
    }

    private MemorySegment memory(State state) {
        return MemorySegment.ofArray(state(state));
    }

    @Override
    public void step(Batch batch, StepSettings settings) {
        gradient(batch, settings);
        move(settings);
    }

    private void move(StepSettings settings) {
        if (tally.isBad()) return;
        update.step(settings);
        if (!update.isFinite()) tally.markBad(settings.step());
    }

    @Override
    public void gradient(Batch batch, StepSettings settings) {
        forward(batch, state(State.PARAMETERS));
        loss.run(batch, tally);
        tally.endStep(settings.step(), batch.size());
        for (int i = nodes.size() - 1; i >= 0; i--) {
            stop.check();
            backward(i, batch.size());
        }
    }

    @Override
    public void collect(int examples, StepSettings settings) {
        if (!tally.isBad()) sum.add(examples);
    }

    @Override
    public void update(StepSettings settings) {
        if (tally.isBad()) return;
        sum.takeMean();
        move(settings);
    }

    @Override
    public Outcome takeOutcome() {
        return tally.take();
    }

    @Override
    public void evaluate(Batch batch, float[] outputs) {
        forward(batch, state(program.update().averages() ? State.AVERAGED_PARAMETERS : State.PARAMETERS));
        System.arraycopy(
                values[nodes.size()],
                0,
                outputs,
                0,
                batch.size() * program.network().outputs());
    }

    /** Every value is kept anyway. */
    @Override
    public void inspect(Batch batch, float[] outputs) {
        evaluate(batch, outputs);
    }

    @Override
    public Optional<float[]> activation(int node) {
        return Optional.of(values[node + 1].clone());
    }

    private void forward(Batch batch, float[] parameters) {
        int pixels = batch.size() * batch.pixelsPerImage();
        MemorySegment.copy(batch.pixels(), ValueLayout.JAVA_FLOAT, 0, values[0], 0, pixels);
        for (int i = 0; i < nodes.size(); i++) {
            stop.check();
            forward(i, batch.size(), parameters);
        }
    }

    private void forward(int node, int batch, float[] parameters) {
        float[] x = values[node];
        float[] y = values[node + 1];
        int outputs = nodes.get(node).output().size();
        switch (nodes.get(node).spec()) {
            case Relu _ -> {
                // A number that is none stays one.
                for (int i = 0; i < batch * outputs; i++) y[i] = x[i] < 0 ? 0 : x[i];
            }
            case Dense _ -> {
                int inputs = nodes.get(node).input().size();
                int weights = offset(node, Role.WEIGHT).orElseThrow();
                Optional<Integer> biases = offset(node, Role.BIAS);
                for (int i = 0; i < batch * outputs; i++) {
                    int unit = i % outputs;
                    double dot = biases.isPresent() ? parameters[biases.get() + unit] : 0;
                    for (int k = 0; k < inputs; k++)
                        dot += (double) parameters[weights + unit * inputs + k] * x[i / outputs * inputs + k];
                    y[i] = (float) dot;
                }
            }
            default -> System.arraycopy(x, 0, y, 0, batch * outputs);
        }
    }

    /** From {@code slopes[node + 1]} to {@code slopes[node]} and to the gradient by the layer's parameters. */
    private void backward(int node, int batch) {
        float[] dx = slopes[node];
        float[] dy = slopes[node + 1];
        int outputs = nodes.get(node).output().size();
        switch (nodes.get(node).spec()) {
            case Relu _ -> {
                for (int i = 0; i < batch * outputs; i++) dx[i] = values[node + 1][i] > 0 ? dy[i] : 0;
            }
            case Dense _ -> differentiate(node, batch, outputs);
            default -> System.arraycopy(dy, 0, dx, 0, batch * outputs);
        }
    }

    private void differentiate(int node, int batch, int outputs) {
        int inputs = nodes.get(node).input().size();
        float[] parameters = state(State.PARAMETERS);
        float[] gradient = state(State.GRADIENT);
        int weights = offset(node, Role.WEIGHT).orElseThrow();
        Optional<Integer> biases = offset(node, Role.BIAS);
        Arrays.fill(gradient, weights, weights + outputs * inputs, 0);
        biases.ifPresent(from -> Arrays.fill(gradient, from, from + outputs, 0));
        Arrays.fill(slopes[node], 0);
        for (int i = 0; i < batch * outputs; i++) {
            float slope = slopes[node + 1][i];
            int unit = i % outputs;
            if (biases.isPresent()) gradient[biases.get() + unit] += slope;
            for (int k = 0; k < inputs; k++) {
                int at = i / outputs * inputs + k;
                gradient[weights + unit * inputs + k] += slope * values[node][at];
                slopes[node][at] += slope * parameters[weights + unit * inputs + k];
            }
        }
    }

    /** Where a tensor of a layer begins, if it has that. */
    private Optional<Integer> offset(int node, Role role) {
        return layout.trained().stream()
                .filter(tensor -> tensor.node() == node && tensor.spec().role() == role)
                .map(ParameterLayout.Tensor::offset)
                .findFirst();
    }

    @Override
    public int length(State state) {
        return state(state).length;
    }

    @Override
    public void read(State state, int from, MemorySegment floats) {
        MemorySegment.copy(memory(state), (long) from * Float.BYTES, floats, 0, floats.byteSize());
    }

    @Override
    public void write(State state, int from, MemorySegment floats) {
        MemorySegment.copy(floats, 0, memory(state), (long) from * Float.BYTES, floats.byteSize());
        // Until the first step the average is the parameters themselves.
        if (state == State.PARAMETERS && program.update().averages()) write(State.AVERAGED_PARAMETERS, from, floats);
    }

    @Override
    public void stopWhen(Stop wanted) {
        stop = wanted;
    }

    /** There is nothing but arrays of the heap. */
    @Override
    public void close() {}
}
