package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.contract.wire.SpecJson;
import java.util.List;

/**
 * Adds to a run what follows from its specification: the table of its layers and the names of its classes. The specification
 * itself is shown as it is stored. It may be of a version that allowed, or has, what this one does not: then what cannot be
 * made of it is left out.
 */
final class RunDetails {
    private RunDetails() {}

    static void complete(ObjectNode run) {
        if (!(run.path("spec") instanceof ObjectNode spec)) {
            run.putArray("network");
            return;
        }
        spec.remove(SpecJson.VERSION);
        run.set("network", understand(spec));
        // Whoever trains it again trains all epochs at once.
        spec.remove(SpecJson.EXTENDED_AFTER);
        JsonNode dataset = spec.path("dataset");
        List<String> classes = Datasets.find(dataset.path("name").asText())
                .map(DatasetInfo::classes)
                .orElseGet(() -> dataset.path(SpecJson.OWN)
                        .path("classes")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList());
        JsonNode values = run.path("classAccuracies");
        ArrayNode named = Json.NODES.arrayNode();
        for (int i = 0; i < values.size(); i++) {
            JsonNode accuracy = values.get(i).isNumber() ? values.get(i) : Json.NODES.nullNode();
            named.addObject()
                    .put("class", i < classes.size() ? classes.get(i) : Integer.toString(i))
                    .set("accuracy", accuracy);
        }
        run.set("classAccuracies", named);
    }

    /** The table of the layers, empty where the specification is not understood; gives older ones the fields added since. */
    private static ArrayNode understand(ObjectNode spec) {
        try {
            RunSpec read = SpecJson.readStoredRun(spec);
            addMissing(SpecJson.writeRun(read), spec);
            return NetworkJson.layers(read.resolvedNetwork());
        } catch (InvalidSpecException notOfThisVersion) {
            return Json.NODES.arrayNode();
        }
    }

    private static void addMissing(ObjectNode whole, ObjectNode spec) {
        whole.properties().forEach(field -> {
            JsonNode stored = spec.path(field.getKey());
            if (stored.isMissingNode()) spec.set(field.getKey(), field.getValue());
            else if (stored instanceof ObjectNode part && field.getValue() instanceof ObjectNode wholePart)
                addMissing(wholePart, part);
        });
    }
}
