package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.trainyard.contract.EventHeader;
import io.trainyard.contract.RunEvent.StepsMeasured;
import io.trainyard.contract.validation.InvalidSpecException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Points within an epoch as columns: places, times and the values of each metric. */
final class StepsJson {
    private StepsJson() {}

    static ObjectNode put(ObjectNode node, StepsMeasured measured) {
        node.put("epoch", measured.epoch()).put("steps", measured.steps());
        measured.places().forEach(node.putArray("places")::add);
        measured.times().forEach(time -> node.withArrayProperty("times").add(time.toEpochMilli()));
        ObjectNode values = node.putObject("values");
        new TreeMap<>(measured.values())
                .forEach((name, column) ->
                        column.forEach(value -> values.withArrayProperty(name).add(anyNumber(value))));
        return node;
    }

    /** JSON has no word for what is not finite: it is written as Java does. */
    private static JsonNode anyNumber(double value) {
        return Double.isFinite(value) ? DoubleNode.valueOf(value) : TextNode.valueOf(Double.toString(value));
    }

    static StepsMeasured read(EventHeader header, JsonFields fields) {
        int epoch = fields.integer("epoch");
        int steps = fields.integer("steps");
        List<Integer> places = fields.values("places", StepsMeasured.MAX_POINTS, StepsJson::readPlace);
        List<Instant> times = fields.values("times", StepsMeasured.MAX_POINTS, StepsJson::readMillis);
        Map<String, List<Double>> values = new TreeMap<>();
        fields.nested("values", true, columns -> readColumns(fields.object("values"), columns))
                .ifPresent(values::putAll);
        return fields.build(() -> new StepsMeasured(header, epoch, steps, places, times, values));
    }

    private static Map<String, List<Double>> readColumns(JsonNode object, JsonFields columns) {
        Map<String, List<Double>> values = new TreeMap<>();
        object.fieldNames()
                .forEachRemaining(name ->
                        values.put(name, columns.values(name, StepsMeasured.MAX_POINTS, StepsJson::readAnyNumber)));
        return columns.build(() -> values);
    }

    private static int readPlace(JsonNode node) {
        if (!JsonIntegers.isInt(node)) throw new InvalidSpecException("", "must be an integer, but is " + node);
        return JsonIntegers.toInt(node);
    }

    private static Instant readMillis(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong())
            throw new InvalidSpecException("", "must be milliseconds since 1970, but is " + node);
        return Instant.ofEpochMilli(node.longValue());
    }

    private static double readAnyNumber(JsonNode node) {
        if (!node.isTextual()) return WorkerReportCodec.readNumber(node);
        return switch (node.textValue()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new InvalidSpecException("", "must be a number, NaN, Infinity or -Infinity");
        };
    }
}
