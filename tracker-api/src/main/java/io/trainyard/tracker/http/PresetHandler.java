package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.Device;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.contract.Initialization;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.ScheduleSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.contract.network.LayerKind;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.preset.NetworkPresets;
import io.trainyard.contract.network.preset.Preset;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.wire.SpecJson;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What a form for an experiment offers, and the check of a network while it is being written. */
final class PresetHandler {
    private static final ObjectNode PRESETS = presets();

    void show(RoutingContext context) {
        Query.of(context);
        Json.send(context.response(), 200, PRESETS);
    }

    void resolve(RoutingContext context) {
        Query.of(context);
        Network network = resolve(JsonBody.of(context));
        ObjectNode body = Json.object();
        body.set("layers", NetworkJson.layers(network));
        body.put("parameters", network.parameters()).put("multiplyAdds", network.multiplyAdds());
        Json.send(context.response(), 200, body);
    }

    /** The form shows the network alone, so its errors are named from the network on: {@code layers[2].units}. */
    private static Network resolve(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals("network") && !name.equals("dataset"))
                errors.add(new FieldError(name, "is not known here; known are dataset, network"));
        });
        Optional<DatasetInfo> dataset = Datasets.find(body.path("dataset").asText());
        if (dataset.isEmpty())
            errors.add(new FieldError("dataset", "must be one of " + String.join(", ", Datasets.names())));
        if (!body.path("network").isObject()) errors.add(new FieldError("network", "must be a JSON object"));
        if (!errors.isEmpty()) throw new InvalidSpecException(errors);
        return SpecJson.readNetwork(body.path("network"))
                .resolve(
                        dataset.orElseThrow().shape(),
                        dataset.orElseThrow().classes().size());
    }

    private static ObjectNode presets() {
        ObjectNode body = Json.object();
        ArrayNode networks = body.putArray("networks");
        NetworkPresets.all().forEach(preset -> networks.add(network(preset)));
        ArrayNode datasets = body.putArray("datasets");
        Datasets.all().forEach(info -> datasets.add(dataset(info)));
        putNames(body, "optimizers", Arrays.stream(SpecJson.OptimizerKind.values()).map(SpecJson::wireName));
        putNames(body, "schedules", Stream.of("constant", "step", "cosine"));
        putNames(body, "losses", Arrays.stream(LossSpec.Type.values()).map(SpecJson::wireName));
        putNames(body, "initializations", Arrays.stream(Initialization.values()).map(SpecJson::wireName));
        putNames(body, "devices", Arrays.stream(Device.values()).map(SpecJson::wireName));
        putNames(body, "precisions", Arrays.stream(Precision.values()).map(SpecJson::wireName));
        putNames(body, "layers", LayerKind.all().stream().map(LayerKind::type));
        body.putObject("limits")
                .put("runs", ExperimentSpec.MAX_RUNS)
                .put("epochs", RunSpec.MAX_EPOCHS)
                .put("batchSize", RunSpec.MAX_BATCH_SIZE);
        body.set("defaults", defaults());
        return body;
    }

    private static ObjectNode network(Preset preset) {
        ObjectNode node = Json.object()
                .put("name", preset.name())
                .put("title", preset.title())
                .put("description", preset.description());
        ObjectNode layers = node.putObject("layersByDataset");
        ObjectNode parameters = node.putObject("parametersByDataset");
        for (DatasetInfo info : Datasets.all()) {
            try {
                Network network = new NetworkSpec.Preset(preset.name())
                        .resolve(info.shape(), info.classes().size());
                layers.set(info.name(), NetworkJson.layers(network));
                parameters.put(info.name(), network.parameters());
            } catch (InvalidSpecException doesNotFit) {
                layers.putNull(info.name());
            }
        }
        return node;
    }

    private static ObjectNode dataset(DatasetInfo info) {
        ObjectNode node = Json.object()
                .put("name", info.name())
                .put("title", info.title())
                .put("description", info.description());
        node.putArray("shape")
                .add(info.shape().channels())
                .add(info.shape().height())
                .add(info.shape().width());
        putNames(node, "classes", info.classes().stream());
        return node.put("trainImages", info.trainImages()).put("testImages", info.testImages());
    }

    /** As the contract fills them in; the learning rate has no default there, so the form starts from a common one. */
    private static ObjectNode defaults() {
        RunSpec spec = new RunSpec(
                "defaults",
                new NetworkSpec.Preset(NetworkPresets.names().getFirst()),
                DatasetSpec.whole(Datasets.names().getFirst()),
                LossSpec.CROSS_ENTROPY,
                new OptimizerSpec.Sgd(0.01, 0.5, 0),
                new ScheduleSpec.Constant(),
                64,
                1,
                1,
                OptionalLong.empty(),
                AugmentationSpec.NONE,
                Initialization.PYTORCH,
                Device.AUTO,
                Precision.FP32);
        ObjectNode node = SpecJson.writeRun(spec);
        node.remove(List.of("name", "network", "dataset"));
        return node;
    }

    private static void putNames(ObjectNode node, String field, Stream<String> names) {
        ArrayNode array = node.putArray(field);
        names.forEach(array::add);
    }
}
