package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.contract.placement.Labels;
import io.trainyard.contract.placement.Placement;
import java.util.Optional;
import java.util.TreeMap;

/** What a run asks of its worker, from and to JSON. */
public final class PlacementJson {
    private PlacementJson() {}

    static Placement read(JsonFields fields) {
        Optional<DeviceClass> deviceClass =
                fields.has("class") ? fields.parsed("class", DeviceClass::new) : Optional.empty();
        int memory = fields.integer("memoryMebibytes", 0);
        Optional<Labels> labels = readLabels(fields);
        return fields.build(() -> new Placement(deviceClass, memory, labels.orElse(Labels.NONE)));
    }

    public static ObjectNode write(Placement placement) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        placement.deviceClass().ifPresent(wanted -> node.put("class", wanted.value()));
        if (placement.memoryMebibytes() > 0) node.put("memoryMebibytes", placement.memoryMebibytes());
        if (!placement.labels().values().isEmpty()) node.set("labels", write(placement.labels()));
        return node;
    }

    /** As {@link #write} wrote it, which is the same text for the same placement. */
    public static Placement parse(String json) {
        return read(JsonFields.tolerant(Envelope.tree(json)));
    }

    static Optional<Labels> readLabels(JsonFields fields) {
        if (!fields.has("labels")) return Optional.empty();
        TreeMap<String, String> values = new TreeMap<>();
        for (var label : fields.object("labels").properties()) {
            JsonNode value = label.getValue();
            if (!value.isTextual()) fields.reject("labels." + label.getKey(), "must be a text, but is " + value);
            else values.put(label.getKey(), value.textValue());
        }
        return fields.part("labels", () -> new Labels(values));
    }

    public static ObjectNode write(Labels labels) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        labels.values().forEach(node::put);
        return node;
    }

    /** As {@link #write(Labels)} wrote it. */
    public static Labels parseLabels(String json) {
        TreeMap<String, String> values = new TreeMap<>();
        Envelope.tree(json)
                .properties()
                .forEach(label -> values.put(label.getKey(), label.getValue().textValue()));
        return new Labels(values);
    }
}
