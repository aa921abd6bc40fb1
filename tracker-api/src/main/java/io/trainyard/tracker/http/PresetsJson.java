package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
import io.trainyard.contract.dataset.Target;
import io.trainyard.contract.network.LayerKinds;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.network.preset.Family;
import io.trainyard.contract.network.preset.NetworkPresets;
import io.trainyard.contract.network.preset.Preset;
import io.trainyard.contract.wire.DatasetJson;
import io.trainyard.contract.wire.SpecJson;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that an experiment can be made of, for forms. */
final class PresetsJson {
    private PresetsJson() {}

    /**
     * As a form offers it.
     *
     * @param own data sets beside the built-in ones; of several versions of one name, only the first is offered
     */
    static ObjectNode all(OwnDatasets own) {
        Map<String, DatasetInfo> sets = new LinkedHashMap<>();
        Datasets.all().forEach(info -> sets.put(info.name(), info));
        own.all().forEach(info -> sets.putIfAbsent(info.name(), info));
        ObjectNode body = Json.object();
        ArrayNode networks = body.putArray("networks");
        for (Family family : NetworkPresets.families())
            for (Preset preset : family.presets()) {
                ObjectNode network = network(preset, sets.values());
                if (!network.path("parametersByDataset").isEmpty()) networks.add(network.put("family", family.title()));
            }
        ArrayNode datasets = body.putArray("datasets");
        sets.values().forEach(info -> datasets.add(dataset(info)));
        body.set("optimizers", KindsJson.of(OptimizerSpec.KINDS));
        body.set("schedules", KindsJson.of(ScheduleSpec.KINDS));
        body.set("losses", KindsJson.of(LossSpec.KINDS));
        body.set("layers", KindsJson.of(LayerKinds.ALL));
        body.set("augmentation", KindsJson.fields(AugmentationSpec.KIND));
        body.set("update", KindsJson.fields(UpdateSpec.KIND));
        body.set("earlyStopping", KindsJson.fields(EarlyStoppingSpec.KIND));
        putNames(body, "initializations", Arrays.stream(Initialization.values()).map(SpecJson::wireName));
        putNames(body, "devices", Arrays.stream(Device.values()).map(SpecJson::wireName));
        putNames(body, "precisions", Arrays.stream(Precision.values()).map(SpecJson::wireName));
        body.putObject("limits")
                .put("runs", ExperimentSpec.MAX_RUNS)
                .put("epochs", RunSpec.MAX_EPOCHS)
                .put("batchSize", RunSpec.MAX_BATCH_SIZE)
                .put("threads", RunSpec.MAX_THREADS)
                .put("replicas", RunSpec.MAX_REPLICAS);
        body.set("defaults", defaults());
        return body;
    }

    private static ObjectNode network(Preset preset, Collection<DatasetInfo> sets) {
        ObjectNode node = Json.object()
                .put("name", preset.name())
                .put("title", preset.title())
                .put("description", preset.description());
        ObjectNode parameters = node.putObject("parametersByDataset");
        ObjectNode multiplyAdds = node.putObject("multiplyAddsByDataset");
        // Many data sets have images of one shape: each network is fitted once for all of them.
        Map<Input, Optional<Network>> fitted = new HashMap<>();
        for (DatasetInfo info : sets) {
            Input input = new Input(info.shape(), info.target().outputs());
            Optional<Network> network =
                    fitted.computeIfAbsent(input, shape -> preset.fitted(shape.image(), shape.outputs()));
            network.ifPresent(found -> {
                parameters.put(info.name(), found.parameters());
                multiplyAdds.put(info.name(), found.multiplyAdds());
            });
        }
        return node;
    }

    /** What a network is fitted to. */
    private record Input(Shape image, int outputs) {}

    private static ObjectNode dataset(DatasetInfo info) {
        ObjectNode node = Json.object()
                .put("name", info.name())
                .put("title", info.title())
                .put("description", info.description())
                .put("own", Datasets.find(info.name()).isEmpty())
                .put("digest", info.digest());
        node.putArray("shape")
                .add(info.shape().channels())
                .add(info.shape().height())
                .add(info.shape().width());
        putNames(node, "classes", info.classes().stream());
        if (info.target() instanceof Target.Quantity quantity) node.set("quantity", DatasetJson.write(quantity));
        putNames(
                node,
                "losses",
                Arrays.stream(LossSpec.Type.values())
                        .filter(type -> new LossSpec(type, 0).fits(info.target()))
                        .map(SpecJson::wireName));
        return node.put("trainImages", info.trainImages()).put("testImages", info.testImages());
    }

    /** As the contract fills them in; the learning rate has no default there, so the form starts from a common one. */
    private static ObjectNode defaults() {
        RunSpec spec = RunSpec.of(
                        "defaults",
                        new NetworkSpec.Preset(NetworkPresets.names().getFirst()),
                        DatasetSpec.whole(Datasets.names().getFirst()))
                .optimizer(new OptimizerSpec.Sgd(0.01, 0.5, 0))
                .build();
        ObjectNode node = SpecJson.writeRun(spec);
        node.remove(List.of("name", "network"));
        ((ObjectNode) node.path("dataset")).remove("name");
        return node;
    }

    private static void putNames(ObjectNode node, String field, Stream<String> names) {
        ArrayNode array = node.putArray(field);
        names.forEach(array::add);
    }
}
