package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.RunSpec;

/**
 * The specification of a run as a flat table of parameters, for comparing, sorting and the report: {@code network},
 * {@code parameters} (how many), {@code dataset}, {@code optimizer.learningRate} and so on, each a text, number or boolean.
 */
public final class SpecParameters {
    private SpecParameters() {}

    public static ObjectNode of(RunSpec spec) {
        ObjectNode flat = JsonNodeFactory.instance
                .objectNode()
                .put("network", spec.network().label())
                .put("parameters", spec.resolvedNetwork().parameters());
        SpecJson.writeRun(spec).properties().forEach(field -> {
            if (!field.getKey().equals("name") && !field.getKey().equals("network"))
                flatten(field.getKey(), field.getValue(), flat);
        });
        if (spec.isAlteredByExtension()) flat.put(SpecJson.EXTENDED_AFTER, spec.extendedAfter());
        // Workers train on what has this digest and refuse everything else.
        flat.put("dataset.digest", spec.dataset().info().digest());
        return flat.put("pixelsPermuted", spec.pixelPermutationSeed().isPresent());
    }

    private static void flatten(String path, JsonNode node, ObjectNode flat) {
        if (!node.isObject()) {
            flat.set(path, node);
            return;
        }
        node.properties().forEach(field -> {
            // What is known of a data set is no choice of the researcher: its digest tells which it is.
            if (field.getKey().equals(SpecJson.OWN)) return;
            // The name or type of a part stands for the part itself: "dataset", "optimizer", "schedule".
            boolean head = field.getKey().equals("name") || field.getKey().equals("type");
            flatten(head ? path : path + "." + field.getKey(), field.getValue(), flat);
        });
    }
}
