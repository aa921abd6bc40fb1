package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.wire.SpecJson;
import java.util.List;

/** Adds to a run what follows from its specification: the table of its layers and the names of its classes. */
final class RunDetails {
    private RunDetails() {}

    static void complete(ObjectNode run) {
        RunSpec spec = SpecJson.readRun(run.path("spec"));
        run.set("spec", SpecJson.writeRun(spec));
        run.set("network", NetworkJson.layers(spec.resolvedNetwork()));
        List<String> classes = spec.dataset().info().classes();
        JsonNode values = run.path("classAccuracies");
        ArrayNode named = Json.NODES.arrayNode();
        for (int i = 0; i < values.size() && i < classes.size(); i++) {
            JsonNode accuracy = values.get(i).isNumber() ? values.get(i) : Json.NODES.nullNode();
            named.addObject().put("class", classes.get(i)).set("accuracy", accuracy);
        }
        run.set("classAccuracies", named);
    }
}
