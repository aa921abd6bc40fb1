package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.Device;
import io.trainyard.contract.EarlyStoppingSpec;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.Initialization;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.ScheduleSpec;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.contract.dataset.OwnDatasets;
import io.trainyard.contract.fields.Kind;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.preset.NetworkPresets;
import io.trainyard.contract.placement.Placement;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Specifications from and to JSON trees. Reading throws {@link InvalidSpecException} naming every field that is wrong; what a
 * person wrote is read strictly, what a program stored or sent may have fields that are not known here.
 */
public final class SpecJson {
    /** Of a stored specification; where it is missing, every version carries the specification out. */
    public static final String VERSION = "v";

    /** Of a stored specification of a run that was given more epochs. */
    public static final String EXTENDED_AFTER = "extendedAfter";

    /** Field of a run's data set that describes one of somebody's own. */
    public static final String OWN = "own";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Has what every run has of which nothing else is said. */
    private static final RunSpec USUAL = RunSpec.of(
                    "usual",
                    new NetworkSpec.Preset(NetworkPresets.names().get(0)),
                    DatasetSpec.whole(Datasets.names().get(0)))
            .build();

    private SpecJson() {}

    /** Of built-in data sets. */
    public static ExperimentSpec readExperiment(JsonNode node) {
        return readExperiment(node, OwnDatasets.NONE);
    }

    /**
     * What a person wrote, who names data sets.
     *
     * @param own that can be named beside the built-in ones
     */
    public static ExperimentSpec readExperiment(JsonNode node, OwnDatasets own) {
        JsonFields fields = JsonFields.strict(node);
        String name = fields.text("name");
        String description = fields.text("description", "");
        int priority = fields.integer("priority", 0);
        List<RunSpec> runs = fields.list("runs", ExperimentSpec.MAX_RUNS, run -> readRun(run, own));
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
        return readRun(JsonFields.strict(node), OwnDatasets.NONE);
    }

    /** Reads what {@link #writeStoredRun} of this or another version wrote. */
    public static RunSpec readStoredRun(JsonNode node) {
        return readStoredRun(JsonFields.tolerant(node));
    }

    /** The same of its text. */
    public static RunSpec readStoredRun(String json) {
        return readStoredRun(Envelope.tree(json));
    }

    /** As it was stored: what is to be known of its data set stands in it. */
    static RunSpec readStoredRun(JsonFields fields) {
        return readRun(fields, OwnDatasets.NONE, fields.integer(EXTENDED_AFTER, 0));
    }

    static RunSpec readRun(JsonFields fields, OwnDatasets own) {
        return readRun(fields, own, 0);
    }

    private static RunSpec readRun(JsonFields fields, OwnDatasets own, int extendedAfter) {
        String name = fields.text("name");
        Optional<NetworkSpec> network = fields.nested("network", true, SpecJson::readNetwork);
        Optional<DatasetSpec> dataset = fields.nested("dataset", true, part -> readDataset(part, own));
        Optional<LossSpec> loss =
                fields.nested("loss", false, SpecJson::lossObject, object -> KindJson.read(object, LossSpec.KINDS));
        Optional<OptimizerSpec> optimizer =
                fields.nested("optimizer", true, object -> KindJson.readOrFirst(object, OptimizerSpec.KINDS));
        ScheduleSpec schedule =
                fields.nested("schedule", false, SpecJson::readSchedule).orElse(USUAL.schedule());
        UpdateSpec update = readPart(fields, "update", UpdateSpec.KIND).orElse(USUAL.update());
        int batchSize = fields.integer("batchSize", USUAL.batchSize());
        int epochs = fields.integer("epochs", USUAL.epochs());
        EarlyStoppingSpec earlyStopping =
                readPart(fields, "earlyStopping", EarlyStoppingSpec.KIND).orElse(USUAL.earlyStopping());
        long seed = fields.longInteger("seed", USUAL.seed());
        OptionalLong permutation = fields.has("pixelPermutationSeed")
                ? OptionalLong.of(fields.longInteger("pixelPermutationSeed"))
                : OptionalLong.empty();
        AugmentationSpec augmentation =
                readPart(fields, "augmentation", AugmentationSpec.KIND).orElse(USUAL.augmentation());
        Initialization initialization = fields.choice(
                "initialization", List.of(Initialization.values()), SpecJson::wireName, USUAL.initialization());
        Device device = fields.choice("device", List.of(Device.values()), SpecJson::wireName, USUAL.device());
        Precision precision =
                fields.choice("precision", List.of(Precision.values()), SpecJson::wireName, USUAL.precision());
        int threads = fields.integer("threads", USUAL.threads());
        boolean reproducible = fields.flag("reproducible", USUAL.reproducible());
        int replicas = fields.integer("replicas", USUAL.replicas());
        Optional<Placement> placement = fields.nested("placement", false, PlacementJson::read);
        return fields.build(() -> new RunSpec(
                name,
                network.orElseThrow(),
                dataset.orElseThrow(),
                loss.orElseGet(
                        () -> LossSpec.usualFor(dataset.orElseThrow().info().target())),
                optimizer.orElseThrow(),
                schedule,
                update,
                batchSize,
                epochs,
                earlyStopping,
                seed,
                permutation,
                augmentation,
                initialization,
                device,
                precision,
                threads,
                reproducible,
                replicas,
                placement,
                extendedAfter));
    }

    public static ObjectNode writeRun(RunSpec spec) {
        ObjectNode node = NODES.objectNode().put("name", spec.name());
        node.set("network", writeNetwork(spec.network()));
        ObjectNode dataset = node.putObject("dataset")
                .put("name", spec.dataset().name())
                .put("trainLimit", spec.dataset().trainLimit())
                .put("testLimit", spec.dataset().testLimit())
                .put("balanced", spec.dataset().balanced())
                .put("validationShare", spec.dataset().validationShare());
        spec.dataset().own().ifPresent(info -> dataset.set(OWN, DatasetJson.writeUnnamed(info)));
        node.set("loss", KindJson.write(spec.loss(), LossSpec.KINDS));
        node.set("optimizer", KindJson.write(spec.optimizer(), OptimizerSpec.KINDS));
        node.set("schedule", writeSchedule(spec.schedule()));
        node.set("update", KindJson.write(spec.update(), UpdateSpec.KIND));
        node.put("batchSize", spec.batchSize()).put("epochs", spec.epochs());
        node.set("earlyStopping", KindJson.write(spec.earlyStopping(), EarlyStoppingSpec.KIND));
        node.put("seed", spec.seed());
        spec.pixelPermutationSeed().ifPresent(seed -> node.put("pixelPermutationSeed", seed));
        node.set("augmentation", KindJson.write(spec.augmentation(), AugmentationSpec.KIND));
        node.put("initialization", wireName(spec.initialization()))
                .put("device", wireName(spec.device()))
                .put("precision", wireName(spec.precision()))
                .put("threads", spec.threads())
                .put("reproducible", spec.reproducible())
                .put("replicas", spec.replicas());
        spec.placement().ifPresent(placement -> node.set("placement", PlacementJson.write(placement)));
        return node;
    }

    /** To be kept or sent: with the least version of the contract whose programs carry it out as it is meant. */
    public static ObjectNode writeStoredRun(RunSpec spec) {
        ObjectNode node = writeRun(spec);
        if (spec.extendedAfter() > 0) node.put(EXTENDED_AFTER, spec.extendedAfter());
        return node.put(VERSION, NeededVersion.of(spec));
    }

    public static NetworkSpec readNetwork(JsonNode node) {
        return readNetwork(JsonFields.strict(node));
    }

    private static NetworkSpec readNetwork(JsonFields fields) {
        boolean preset = fields.has("preset");
        boolean layers = fields.has("layers");
        if (preset == layers) fields.reject("", "must have either a preset or layers");
        String name = preset ? fields.text("preset") : "";
        List<LayerSpec> specs =
                layers ? fields.list("layers", NetworkSpec.Layers.MAX_LAYERS, LayerJson::read) : List.of();
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

    private static DatasetSpec readDataset(JsonFields fields, OwnDatasets known) {
        String name = fields.text("name");
        String digest = fields.text("digest", "");
        Optional<DatasetInfo> own = fields.nested(OWN, false, info -> DatasetJson.read(name, info));
        Optional<DatasetInfo> builtIn = Datasets.find(name);
        if (own.isEmpty() && builtIn.isEmpty()) own = known.find(name, digest);
        Optional<DatasetInfo> found = own.or(() -> builtIn);
        if (found.isEmpty()) fields.reject("name", unknown(name, digest, known));
        else if (!digest.isEmpty() && !digest.equals(found.get().digest()))
            fields.reject(
                    "digest",
                    "is not that of " + name + ", which is " + found.get().digest());
        Optional<DatasetInfo> described = own;
        int trainLimit = fields.integer("trainLimit", 0);
        int testLimit = fields.integer("testLimit", 0);
        boolean balanced = fields.flag("balanced", false);
        double validationShare = fields.number("validationShare", 0);
        return fields.build(() -> new DatasetSpec(name, trainLimit, testLimit, balanced, validationShare, described));
    }

    private static String unknown(String name, String digest, OwnDatasets known) {
        return known.find(name, "").isPresent()
                ? "is '" + name + "', of which no worker has the version " + Excerpt.of(digest)
                : "is '" + Excerpt.of(name) + "', but must be one of " + String.join(", ", known.names());
    }

    /** A loss of its type alone may be written as a text. */
    private static JsonNode lossObject(JsonNode node) {
        return node.isTextual() ? NODES.objectNode().set("type", node) : node;
    }

    private static ScheduleSpec readSchedule(JsonFields fields) {
        int warmupEpochs = fields.integer("warmupEpochs", 0);
        ScheduleSpec then = KindJson.read(fields, ScheduleSpec.KINDS);
        return warmupEpochs == 0 ? then : new ScheduleSpec.WarmUp(warmupEpochs, then);
    }

    private static ObjectNode writeSchedule(ScheduleSpec spec) {
        if (spec instanceof ScheduleSpec.WarmUp warmUp)
            return KindJson.write(warmUp.then(), ScheduleSpec.KINDS).put("warmupEpochs", warmUp.epochs());
        return KindJson.write(spec, ScheduleSpec.KINDS).put("warmupEpochs", 0);
    }

    private static <T> Optional<T> readPart(JsonFields fields, String field, Kind<T> kind) {
        return fields.nested(field, false, object -> KindJson.read(object, kind));
    }

    /** {@code CROSS_ENTROPY} is {@code cross-entropy} on the wire. */
    public static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
