package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.contract.wire.SpecJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a form for an experiment offers, and the check of a network while it is being written. */
final class PresetHandler {
    private static final Buffer PRESETS = Json.buffer(PresetsJson.all());

    private final Backend backend;

    PresetHandler(Backend backend) {
        this.backend = backend;
    }

    void show(RoutingContext context) {
        Query.of(context);
        Json.send(context.response(), 200, PRESETS);
    }

    /** The form shows the network alone, so errors are named from the network on: {@code layers[2].units}. */
    void resolve(RoutingContext context) {
        Query.of(context);
        Buffer body = JsonBody.of(context);
        backend.answer(context, 200, () -> resolved(JsonBody.parse(body)));
    }

    private static ObjectNode resolved(JsonNode body) {
        DatasetInfo dataset = dataset(body);
        NetworkSpec spec = SpecJson.readNetwork(body.path("network"));
        Network network = spec.resolve(dataset.shape(), dataset.target().outputs());
        ObjectNode answer = Json.object();
        answer.set("layers", NetworkJson.layers(network));
        answer.set(
                "spec",
                NetworkJson.specs(
                        spec.layersFor(dataset.shape(), dataset.target().outputs())));
        return answer.put("parameters", network.parameters()).put("multiplyAdds", network.multiplyAdds());
    }

    private static DatasetInfo dataset(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        for (String name : body.propertyStream()
                .map(Map.Entry::getKey)
                .limit(InvalidSpecException.MAX_ERRORS)
                .toList())
            if (!name.equals("network") && !name.equals("dataset"))
                errors.add(new FieldError(name, "is not known here; known are dataset, network"));
        Optional<DatasetInfo> dataset = Datasets.find(body.path("dataset").asText());
        if (dataset.isEmpty())
            errors.add(new FieldError("dataset", "must be one of " + String.join(", ", Datasets.names())));
        if (!body.path("network").isObject()) errors.add(new FieldError("network", "must be a JSON object"));
        if (!errors.isEmpty()) throw new InvalidSpecException(errors);
        return dataset.orElseThrow();
    }
}
