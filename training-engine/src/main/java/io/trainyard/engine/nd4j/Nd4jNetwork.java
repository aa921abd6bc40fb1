package io.trainyard.engine.nd4j;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.Network;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;

/** A network in ND4J's memory: parameters, gradient and velocity in one flat array each, and a plan per batch size. */
final class Nd4jNetwork implements TrainableNetwork {
    private final Network network;
    private final Buffers buffers;
    private final HostView parameters;
    private final HostView gradient;
    private final HostView velocity;
    private final Map<Integer, Tensors> tensors = new HashMap<>();
    private final HeavyBall optimizer;
    private final Map<Integer, Plan> trainingPlans = new HashMap<>();
    private final Map<Integer, Plan> evaluationPlans = new HashMap<>();

    Nd4jNetwork(Network network, OptimizerSpec optimizer, DataType type) {
        this.network = network;
        buffers = new Buffers(type);
        ParameterLayout layout = ParameterLayout.of(network);
        parameters = new HostView(buffers.array(layout.size()));
        gradient = new HostView(buffers.array(layout.size()));
        velocity = new HostView(buffers.array(layout.size()));
        for (ParameterLayout.Block block : layout.blocks()) tensors.put(block.layer(), tensors(block));
        this.optimizer = switch (optimizer) {
            case OptimizerSpec.Sgd sgd -> new HeavyBall(sgd, parameters.array(), gradient.array(), velocity.array());
        };
    }

    private Tensors tensors(ParameterLayout.Block block) {
        int biasOffset = block.offset() + block.weights();
        long[] shape = weightShape(block);
        return new Tensors(
                Buffers.view(parameters.array(), block.offset(), shape),
                Buffers.view(parameters.array(), biasOffset, block.biases()),
                Buffers.view(gradient.array(), block.offset(), shape),
                Buffers.view(gradient.array(), biasOffset, block.biases()),
                gradient.part(block.offset(), block.weights()),
                gradient.part(biasOffset, block.biases()));
    }

    private long[] weightShape(ParameterLayout.Block block) {
        Network.Layer layer = network.layers().get(block.layer());
        return layer.spec() instanceof Convolution convolution
                ? new long[] {
                    convolution.filters(), layer.input().channels(), convolution.kernel(), convolution.kernel()
                }
                : new long[] {block.fanIn(), block.biases()};
    }

    @Override
    public Outcome step(Batch batch, StepSettings settings) {
        Outcome outcome = computeGradient(batch, settings);
        optimizer.step(settings.learningRate());
        return outcome;
    }

    Outcome computeGradient(Batch batch, StepSettings settings) {
        return trainingPlans
                .computeIfAbsent(batch.size(), size -> plan(size, true))
                .gradient(batch, settings);
    }

    @Override
    public Outcome evaluate(Batch batch, int[] predictions) {
        return evaluationPlans
                .computeIfAbsent(batch.size(), size -> plan(size, false))
                .evaluate(batch, predictions);
    }

    private Plan plan(int batch, boolean training) {
        return new Plan(network, tensors, batch, training, new Buffers(buffers.type()));
    }

    /** For finite differences, which need more digits than a float has. */
    HostView parameters() {
        return parameters;
    }

    HostView gradient() {
        return gradient;
    }

    @Override
    public float[] exportParameters() {
        return parameters.copy();
    }

    @Override
    public float[] exportOptimizerState() {
        return velocity.copy();
    }

    @Override
    public void importParameters(float[] values) {
        load(parameters, values);
    }

    @Override
    public void importOptimizerState(float[] values) {
        load(velocity, values);
    }

    private static void load(HostView target, float[] values) {
        if (values.length != target.length())
            throw new IllegalArgumentException(
                    "the network has " + target.length() + " parameters, but got " + values.length);
        target.fill(values, values.length);
    }

    @Override
    public void close() {
        trainingPlans.values().forEach(Plan::close);
        evaluationPlans.values().forEach(Plan::close);
        buffers.close();
    }
}
