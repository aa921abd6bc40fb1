package io.trainyard.engine.device;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Initialization;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.fields.Kind;
import io.trainyard.contract.network.LayerKinds;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.engine.device.Program.Targets;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.util.List;

/** Programs and batches for tests of devices. */
public final class Programs {
    public static final OptimizerSpec SGD = new OptimizerSpec.Sgd(.1, .5, 0);
    public static final StepSettings SETTINGS = new StepSettings(.1, 7, 1, 3, 0);

    private Programs() {}

    /** A classifier in three classes. */
    public static Program classifier(Shape input, int batchSize, LayerSpec... layers) {
        return of(Network.of(input, 3, List.of(layers)), batchSize);
    }

    public static Program of(Network network, int batchSize) {
        return new Program(
                network, Targets.CLASSES, LossSpec.CROSS_ENTROPY, SGD, UpdateSpec.PLAIN, Precision.FP32, batchSize, 1);
    }

    public static Program with(Program program, OptimizerSpec optimizer) {
        return new Program(
                program.network(),
                program.targets(),
                program.loss(),
                optimizer,
                program.update(),
                program.precision(),
                program.batchSize(),
                program.evaluationSize(),
                program.threads());
    }

    public static Program with(Program program, UpdateSpec update) {
        return new Program(
                program.network(),
                program.targets(),
                program.loss(),
                program.optimizer(),
                update,
                program.precision(),
                program.batchSize(),
                program.evaluationSize(),
                program.threads());
    }

    public static Program with(Program program, Targets targets, LossSpec loss) {
        return new Program(
                program.network(),
                targets,
                loss,
                program.optimizer(),
                program.update(),
                program.precision(),
                program.batchSize(),
                program.evaluationSize(),
                program.threads());
    }

    /** Evaluates batches up to such a size. */
    public static Program evaluating(Program program, int evaluationSize) {
        return new Program(
                program.network(),
                program.targets(),
                program.loss(),
                program.optimizer(),
                program.update(),
                program.precision(),
                program.batchSize(),
                evaluationSize,
                program.threads());
    }

    /** Every activation that there is, with its defaults. */
    public static List<LayerSpec> activations() {
        ObjectNode network = JsonNodeFactory.instance.objectNode();
        ArrayNode layers = network.putArray("layers");
        for (Kind<LayerSpec> kind : LayerKinds.ALL)
            if (LayerSpec.Activation.class.isAssignableFrom(kind.record()))
                layers.addObject().put("type", kind.type());
        return ((NetworkSpec.Layers) SpecJson.readNetwork(network)).layers();
    }

    /** Compiled, with parameters drawn as PyTorch does. */
    public static TrainableNetwork start(ComputeDevice device, Program program) {
        TrainableNetwork network = device.compile(program);
        begin(network, program);
        return network;
    }

    public static void begin(TrainableNetwork network, Program program) {
        new ParameterInitializer(ParameterLayout.of(program.network()), Initialization.PYTORCH, 11).initialize(network);
    }

    /** A full batch of normal pixels with random labels or targets. */
    public static Batch batch(Program program) {
        return batch(program, program.batchSize());
    }

    public static Batch batch(Program program, int size) {
        int outputs = program.network().outputs();
        boolean classes = program.targets() == Targets.CLASSES;
        int pixels = program.network().input().size();
        Batch batch = new Batch(size, pixels, classes ? 0 : outputs);
        RandomStream random = new RandomStream(3, Purpose.SYNTHETIC_IMAGE, 0, 0);
        for (int i = 0; i < size * pixels; i++) batch.setPixel(i, (float) random.nextGaussian());
        for (int i = 0; i < size; i++) batch.labels()[i] = random.nextInt(outputs);
        for (int i = 0; i < batch.targets().length; i++) batch.targets()[i] = (float) random.nextGaussian();
        return batch;
    }
}
