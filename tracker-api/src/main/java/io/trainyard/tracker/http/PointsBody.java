package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.tracker.external.Measured;
import io.trainyard.tracker.external.OpenName;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Values of metrics as they come in: those of one step together, {@code {"step": 7, "values": {"loss/train": 0.5}}}. What JSON has no
 * number for is a word: {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}.
 */
final class PointsBody {
    /** Of one request. */
    static final int MAX_VALUES = 10_000;

    private static final Set<String> FIELDS = Set.of("step", "epoch", "time", "values");

    private static final Map<String, Double> WORDS =
            Map.of("NaN", Double.NaN, "Infinity", Double.POSITIVE_INFINITY, "-Infinity", Double.NEGATIVE_INFINITY);

    /** The few names of a request, which are the same at each of its steps, in their normal spelling. */
    private final Map<String, String> names = new HashMap<>();

    private final List<Measured> points = new ArrayList<>();

    private PointsBody() {}

    static List<Measured> read(Buffer body) {
        JsonNode steps = BodyFields.read(body, Set.of("points")).required("points");
        if (!steps.isArray()) throw HttpProblem.badRequest("points", "must be a list");
        PointsBody reader = new PointsBody();
        for (int i = 0; i < steps.size(); i++) reader.add("points[" + i + "]", steps.get(i));
        return reader.points;
    }

    private void add(String path, JsonNode item) {
        if (!item.isObject()) throw HttpProblem.badRequest(path, "must be an object");
        item.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name))
                throw HttpProblem.badRequest(
                        path + "." + Excerpt.of(name), "is not a field here; known are epoch, step, time, values");
        });
        int step = step(path + ".step", item.path("step"));
        OptionalDouble epoch = epoch(path + ".epoch", item.path("epoch"));
        Optional<Instant> at = Optional.ofNullable(item.get("time"))
                .filter(time -> !time.isNull())
                .map(time -> BodyFields.time(path + ".time", time));
        JsonNode values = item.path("values");
        if (!values.isObject() || values.isEmpty())
            throw HttpProblem.badRequest(path + ".values", "must be an object with a value for each metric");
        if (points.size() + values.size() > MAX_VALUES)
            throw HttpProblem.badRequest(
                    "points", "must hold at most " + MAX_VALUES + " values: send the rest with the next request");
        values.properties()
                .forEach(value -> points.add(new Measured(
                        name(path, value.getKey()), step, number(path, value.getKey(), value.getValue()), epoch, at)));
    }

    private static int step(String path, JsonNode step) {
        if (step.isMissingNode()) throw HttpProblem.badRequest(path, "is missing");
        if (!step.isNumber()
                || !step.canConvertToExactIntegral()
                || !step.canConvertToInt()
                || step.intValue() < 0
                || step.intValue() > Measured.MAX_STEP)
            throw HttpProblem.badRequest(path, "must be a whole number from 0 to " + Measured.MAX_STEP);
        return step.intValue();
    }

    private static OptionalDouble epoch(String path, JsonNode epoch) {
        if (epoch.isMissingNode() || epoch.isNull()) return OptionalDouble.empty();
        double value = epoch.isNumber() ? epoch.doubleValue() : -1;
        if (!(value >= 0 && value <= Measured.MAX_STEP))
            throw HttpProblem.badRequest(path, "must be a number from 0 to " + Measured.MAX_STEP);
        return OptionalDouble.of(value);
    }

    private String name(String path, String given) {
        String known = names.get(given);
        if (known != null) return known;
        String normal = OpenName.normal(given);
        OpenName.objection(normal).ifPresent(objection -> {
            throw HttpProblem.badRequest(path + ".values." + Excerpt.of(given), objection);
        });
        names.put(given, normal);
        return normal;
    }

    private static double number(String path, String name, JsonNode value) {
        if (value.isNumber()) {
            double number = value.doubleValue();
            if (Double.isFinite(number)) return number;
        }
        Double word = value.isTextual() ? WORDS.get(value.textValue()) : null;
        if (word == null)
            throw HttpProblem.badRequest(
                    path + ".values." + Excerpt.of(name),
                    "must be a number of 64 bits, or \"NaN\", \"Infinity\" or \"-Infinity\"");
        return word;
    }
}
