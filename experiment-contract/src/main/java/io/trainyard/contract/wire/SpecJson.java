package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.Device;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.Initialization;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.ScheduleSpec;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Specifications from and to JSON trees. Reading throws {@link InvalidSpecException} naming every field that is wrong. */
public final class SpecJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SpecJson() {}

    public static ExperimentSpec readExperiment(JsonNode node) {
        JsonFields fields = new JsonFields(node);
        String name = fields.text("name");
        String description = fields.text("description", "");
        int priority = fields.integer("priority", 0);
        List<RunSpec> runs = fields.list("runs", SpecJson::readRun);
        return fields.build(() -> new ExperimentSpec(name, description, priority, runs));
    }

    public static ObjectNode writeExperiment(ExperimentSpec spec) {
        ObjectNode node = NODES.objectNode()
                .put("name", spec.name())
                .put("description", spec.description())
                .put("priority", spec.priority());
        ArrayNode runs = node.putArray("runs");
        spec.runs().forEach(run -> runs.add(writeRun(run)));
        return node;
    }

    public static RunSpec readRun(JsonNode node) {
        JsonFields fields = new JsonFields(node);
        String name = fields.text("name");
        Optional<NetworkSpec> network = fields.nested("network", true, SpecJson::readNetwork);
        Optional<DatasetSpec> dataset = fields.nested("dataset", true, SpecJson::readDataset);
        LossSpec loss = fields.nested("loss", false, SpecJson::readLoss).orElse(LossSpec.CROSS_ENTROPY);
        Optional<OptimizerSpec> optimizer = fields.nested("optimizer", true, SpecJson::readOptimizer);
        ScheduleSpec schedule =
                fields.nested("schedule", false, SpecJson::readSchedule).orElse(new ScheduleSpec.Constant());
        int batchSize = fields.integer("batchSize", 64);
        int epochs = fields.integer("epochs", 1);
        long seed = fields.longInteger("seed", 1);
        OptionalLong permutation = fields.has("pixelPermutationSeed")
                ? OptionalLong.of(fields.longInteger("pixelPermutationSeed"))
                : OptionalLong.empty();
        AugmentationSpec augmentation =
                fields.nested("augmentation", false, SpecJson::readAugmentation).orElse(AugmentationSpec.NONE);
        Initialization initialization = fields.choice(
                "initialization", List.of(Initialization.values()), SpecJson::wireName, Initialization.PYTORCH);
        Device device = fields.choice("device", List.of(Device.values()), SpecJson::wireName, Device.AUTO);
        Precision precision =
                fields.choice("precision", List.of(Precision.values()), SpecJson::wireName, Precision.FP32);
        return fields.build(() -> new RunSpec(
                name,
                network.orElseThrow(),
                dataset.orElseThrow(),
                loss,
                optimizer.orElseThrow(),
                schedule,
                batchSize,
                epochs,
                seed,
                permutation,
                augmentation,
                initialization,
                device,
                precision));
    }

    public static ObjectNode writeRun(RunSpec spec) {
        ObjectNode node = NODES.objectNode().put("name", spec.name());
        node.set("network", writeNetwork(spec.network()));
        node.putObject("dataset")
                .put("name", spec.dataset().name())
                .put("trainLimit", spec.dataset().trainLimit())
                .put("testLimit", spec.dataset().testLimit());
        node.putObject("loss")
                .put("type", wireName(spec.loss().type()))
                .put("labelSmoothing", spec.loss().labelSmoothing());
        node.set("optimizer", writeOptimizer(spec.optimizer()));
        node.set("schedule", writeSchedule(spec.schedule()));
        node.put("batchSize", spec.batchSize()).put("epochs", spec.epochs()).put("seed", spec.seed());
        spec.pixelPermutationSeed().ifPresent(seed -> node.put("pixelPermutationSeed", seed));
        node.putObject("augmentation")
                .put("shift", spec.augmentation().shift())
                .put("horizontalFlip", spec.augmentation().horizontalFlip());
        return node.put("initialization", wireName(spec.initialization()))
                .put("device", wireName(spec.device()))
                .put("precision", wireName(spec.precision()));
    }

    public static NetworkSpec readNetwork(JsonNode node) {
        JsonFields fields = new JsonFields(node);
        boolean preset = fields.has("preset");
        boolean layers = fields.has("layers");
        if (preset == layers) fields.reject("", "must have either a preset or layers");
        String name = preset ? fields.text("preset") : "";
        List<LayerSpec> specs = layers ? fields.list("layers", LayerJson::read) : List.of();
        return fields.build(() -> preset ? new NetworkSpec.Preset(name) : new NetworkSpec.Layers(specs));
    }

    public static ObjectNode writeLayer(LayerSpec layer) {
        return LayerJson.write(layer);
    }

    public static ObjectNode writeNetwork(NetworkSpec spec) {
        ObjectNode node = NODES.objectNode();
        if (spec instanceof NetworkSpec.Preset preset) return node.put("preset", preset.preset());
        ArrayNode layers = node.putArray("layers");
        ((NetworkSpec.Layers) spec).layers().forEach(layer -> layers.add(LayerJson.write(layer)));
        return node;
    }

    private static DatasetSpec readDataset(JsonNode node) {
        JsonFields fields = new JsonFields(node);
        String name = fields.text("name");
        int trainLimit = fields.integer("trainLimit", 0);
        int testLimit = fields.integer("testLimit", 0);
        return fields.build(() -> new DatasetSpec(name, trainLimit, testLimit));
    }

    /** A loss of its type alone may be written as a text. */
    private static LossSpec readLoss(JsonNode node) {
        JsonFields fields = new JsonFields(node.isTextual() ? NODES.objectNode().set("type", node) : node);
        LossSpec.Type type = fields.choice("type", List.of(LossSpec.Type.values()), SpecJson::wireName);
        double labelSmoothing = fields.number("labelSmoothing", 0);
        return fields.build(() -> new LossSpec(type, labelSmoothing));
    }

    /** The optimizers by name. */
    public enum OptimizerKind {
        SGD,
        ADAM,
        ADAMW,
        RMSPROP
    }

    private static OptimizerSpec readOptimizer(JsonNode node) {
        JsonFields fields = new JsonFields(node);
        OptimizerKind kind =
                fields.choice("type", List.of(OptimizerKind.values()), SpecJson::wireName, OptimizerKind.SGD);
        double learningRate = fields.number("learningRate");
        double weightDecay = fields.number("weightDecay", kind == OptimizerKind.ADAMW ? 0.01 : 0);
        return switch (kind) {
            case SGD -> {
                double momentum = fields.number("momentum", 0);
                boolean nesterov = fields.flag("nesterov", false);
                yield fields.build(() -> new OptimizerSpec.Sgd(learningRate, momentum, nesterov, weightDecay));
            }
            case ADAM, ADAMW -> {
                double beta1 = fields.number("beta1", 0.9);
                double beta2 = fields.number("beta2", 0.999);
                double epsilon = fields.number("epsilon", 1e-8);
                boolean decoupled = kind == OptimizerKind.ADAMW;
                yield fields.build(
                        () -> new OptimizerSpec.Adam(learningRate, beta1, beta2, epsilon, weightDecay, decoupled));
            }
            case RMSPROP -> {
                double alpha = fields.number("alpha", 0.99);
                double momentum = fields.number("momentum", 0);
                double epsilon = fields.number("epsilon", 1e-8);
                yield fields.build(
                        () -> new OptimizerSpec.RmsProp(learningRate, alpha, momentum, epsilon, weightDecay));
            }
        };
    }

    private static ObjectNode writeOptimizer(OptimizerSpec spec) {
        ObjectNode node = NODES.objectNode();
        if (spec instanceof OptimizerSpec.Sgd sgd)
            node.put("type", wireName(OptimizerKind.SGD))
                    .put("learningRate", sgd.learningRate())
                    .put("momentum", sgd.momentum())
                    .put("nesterov", sgd.nesterov());
        else if (spec instanceof OptimizerSpec.Adam adam)
            node.put("type", wireName(adam.decoupled() ? OptimizerKind.ADAMW : OptimizerKind.ADAM))
                    .put("learningRate", adam.learningRate())
                    .put("beta1", adam.beta1())
                    .put("beta2", adam.beta2())
                    .put("epsilon", adam.epsilon());
        else if (spec instanceof OptimizerSpec.RmsProp rmsProp)
            node.put("type", wireName(OptimizerKind.RMSPROP))
                    .put("learningRate", rmsProp.learningRate())
                    .put("alpha", rmsProp.alpha())
                    .put("momentum", rmsProp.momentum())
                    .put("epsilon", rmsProp.epsilon());
        else throw new IllegalStateException("an optimizer of an unknown kind: " + spec);
        return node.put("weightDecay", spec.weightDecay());
    }

    private enum ScheduleKind {
        CONSTANT,
        STEP,
        COSINE
    }

    private static ScheduleSpec readSchedule(JsonNode node) {
        JsonFields fields = new JsonFields(node);
        return switch (fields.choice("type", List.of(ScheduleKind.values()), SpecJson::wireName)) {
            case CONSTANT -> fields.build(ScheduleSpec.Constant::new);
            case STEP -> {
                int every = fields.integer("every");
                double gamma = fields.number("gamma");
                yield fields.build(() -> new ScheduleSpec.Step(every, gamma));
            }
            case COSINE -> fields.build(ScheduleSpec.Cosine::new);
        };
    }

    private static ObjectNode writeSchedule(ScheduleSpec spec) {
        ObjectNode node = NODES.objectNode();
        if (spec instanceof ScheduleSpec.Step step)
            return node.put("type", wireName(ScheduleKind.STEP))
                    .put("every", step.every())
                    .put("gamma", step.gamma());
        return node.put(
                "type", wireName(spec instanceof ScheduleSpec.Cosine ? ScheduleKind.COSINE : ScheduleKind.CONSTANT));
    }

    private static AugmentationSpec readAugmentation(JsonNode node) {
        JsonFields fields = new JsonFields(node);
        int shift = fields.integer("shift", 0);
        boolean flip = fields.flag("horizontalFlip", false);
        return fields.build(() -> new AugmentationSpec(shift, flip));
    }

    /** {@code CROSS_ENTROPY} is {@code cross-entropy} on the wire. */
    public static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
