package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.contract.dataset.OwnDatasets;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.tracker.storage.DatasetQueries;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a form for an experiment offers, and the check of a network while it is being written. */
final class PresetHandler {
    private final Backend backend;
    private volatile Offered offered = Offered.of(OwnDatasets.NONE);

    PresetHandler(Backend backend) {
        this.backend = backend;
    }

    /** What is offered as long as the data sets are these: to fit every network to each of them takes time. */
    private record Offered(OwnDatasets own, Buffer json) {
        static Offered of(OwnDatasets own) {
            return new Offered(own, Json.buffer(PresetsJson.all(own)));
        }
    }

    void show(RoutingContext context) {
        Query.of(context);
        backend.perform(context, this::presets, json -> Json.send(context.response(), 200, json));
    }

    private Buffer presets() {
        OwnDatasets own = backend.database().read(DatasetQueries::known);
        Offered last = offered;
        if (!last.own().equals(own)) {
            last = Offered.of(own);
            offered = last;
        }
        return last.json();
    }

    /** The form shows the network alone, so errors are named from the network on: {@code layers[2].units}. */
    void resolve(RoutingContext context) {
        Query.of(context);
        Buffer body = JsonBody.of(context);
        backend.answer(
                context,
                200,
                () -> resolved(JsonBody.parse(body), backend.database().read(DatasetQueries::known)));
    }

    private static ObjectNode resolved(JsonNode body, OwnDatasets own) {
        DatasetInfo dataset = dataset(body, own);
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

    private static DatasetInfo dataset(JsonNode body, OwnDatasets own) {
        List<FieldError> errors = new ArrayList<>();
        for (String name : body.propertyStream()
                .map(Map.Entry::getKey)
                .limit(InvalidSpecException.MAX_ERRORS)
                .toList())
            if (!name.equals("network") && !name.equals("dataset"))
                errors.add(new FieldError(name, "is not known here; known are dataset, network"));
        String named = body.path("dataset").asText();
        Optional<DatasetInfo> dataset = Datasets.find(named).or(() -> own.find(named, ""));
        if (dataset.isEmpty())
            errors.add(new FieldError("dataset", "must be one of " + String.join(", ", own.names())));
        if (!body.path("network").isObject()) errors.add(new FieldError("network", "must be a JSON object"));
        if (!errors.isEmpty()) throw new InvalidSpecException(errors);
        return dataset.orElseThrow();
    }
}
