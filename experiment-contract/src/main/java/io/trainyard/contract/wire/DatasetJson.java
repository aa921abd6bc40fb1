package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.DatasetNames;
import io.trainyard.contract.dataset.Target;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.validation.Checks;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is known of a data set of somebody's own, from and to JSON. */
public final class DatasetJson {
    /** Classes of a set of one's own: their names travel with every run of it. */
    public static final int MAX_CLASSES = 1000;

    public static final int MAX_TEXT = 200;

    private static final int MAX_CHANNELS = 3;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private DatasetJson() {}

    /** What {@link #read(JsonNode)} reads. */
    public static ObjectNode write(DatasetInfo info) {
        ObjectNode node = writeUnnamed(info);
        return node.put("name", info.name());
    }

    /**
     * A description that a program has written.
     *
     * @throws InvalidSpecException naming every field that is wrong
     */
    public static DatasetInfo read(String json) {
        return read(Envelope.tree(json));
    }

    public static DatasetInfo read(JsonNode node) {
        return read(JsonFields.tolerant(node));
    }

    static DatasetInfo read(JsonFields fields) {
        return read(fields.text("name"), fields);
    }

    /** Within what names the set already. */
    static ObjectNode writeUnnamed(DatasetInfo info) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("title", info.title())
                .put("description", info.description())
                .put("digest", info.digest());
        node.putArray("shape")
                .add(info.shape().channels())
                .add(info.shape().height())
                .add(info.shape().width());
        switch (info.target()) {
            case Target.Classes classes -> {
                ArrayNode names = node.putArray("classes");
                classes.names().forEach(names::add);
            }
            case Target.Quantity quantity -> node.set("quantity", write(quantity));
        }
        node.put("trainImages", info.trainImages()).put("testImages", info.testImages());
        info.mean().forEach(node.putArray("mean")::add);
        info.standardDeviation().forEach(node.putArray("standardDeviation")::add);
        return node;
    }

    public static ObjectNode write(Target.Quantity quantity) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", quantity.quantity())
                .put("unit", quantity.unit())
                .put("min", quantity.min())
                .put("max", quantity.max());
    }

    static DatasetInfo read(String name, JsonFields fields) {
        String title = fields.text("title");
        String description = fields.text("description", "");
        String digest = fields.text("digest");
        List<Integer> sizes = fields.values("shape", 3, DatasetJson::integer);
        List<String> classes =
                fields.has("classes") ? fields.values("classes", MAX_CLASSES, DatasetJson::text) : List.of();
        Optional<Target.Quantity> quantity = fields.nested("quantity", false, DatasetJson::readQuantity);
        int trainImages = fields.integer("trainImages");
        int testImages = fields.integer("testImages");
        List<Double> mean = fields.values("mean", MAX_CHANNELS, DatasetJson::number);
        List<Double> deviation = fields.values("standardDeviation", MAX_CHANNELS, DatasetJson::number);
        if (sizes.size() != 3) fields.reject("shape", "must be channels, height and width");
        int channels = sizes.isEmpty() ? 0 : sizes.getFirst();
        if (channels < 1 || channels > MAX_CHANNELS) fields.reject("shape", "must have one to three channels");
        if (classes.isEmpty() == quantity.isEmpty()) fields.reject("", "must have either classes or a quantity");
        return fields.build(() -> {
            new Checks()
                    .part("name", () -> DatasetNames.check(name))
                    .text(title, MAX_TEXT, "title")
                    .atMost(description, 2 * MAX_TEXT, "description")
                    .require(DIGEST.matcher(digest).matches(), "digest", "must be 64 hexadecimal digits")
                    .require(
                            quantity.isPresent() || classes.size() > 1,
                            "classes",
                            "must be at least two, or there is nothing to tell")
                    .require(
                            new HashSet<>(classes).size() == classes.size(),
                            "classes",
                            "must be called differently, each")
                    .between(trainImages, 1, Integer.MAX_VALUE, "trainImages")
                    .between(testImages, 1, Integer.MAX_VALUE, "testImages")
                    .require(mean.size() == channels, "mean", "must be one for each channel")
                    .require(
                            deviation.size() == channels && deviation.stream().allMatch(value -> value > 0),
                            "standardDeviation",
                            "must be one for each channel, greater than 0")
                    .throwIfAny();
            Target target = quantity.isPresent() ? quantity.get() : new Target.Classes(classes);
            Shape shape = new Shape(channels, sizes.get(1), sizes.get(2));
            return new DatasetInfo(
                    name, title, description, shape, target, trainImages, testImages, mean, deviation, digest);
        });
    }

    private static Target.Quantity readQuantity(JsonFields fields) {
        String name = fields.text("name");
        String unit = fields.text("unit", "");
        double min = fields.number("min");
        double max = fields.number("max");
        return fields.build(() -> {
            new Checks()
                    .text(name, MAX_TEXT, "name")
                    .atMost(unit, MAX_TEXT, "unit")
                    .require(min < max, "max", "must be greater than min")
                    .throwIfAny();
            return new Target.Quantity(name, unit, min, max);
        });
    }

    private static int integer(JsonNode node) {
        if (!JsonIntegers.isInt(node)) throw new InvalidSpecException("", "must be an integer");
        return JsonIntegers.toInt(node);
    }

    private static double number(JsonNode node) {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue()))
            throw new InvalidSpecException("", "must be a finite number");
        return node.doubleValue();
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) throw new InvalidSpecException("", "must be a text");
        new Checks().text(node.textValue(), MAX_TEXT, "").throwIfAny();
        return node.textValue();
    }
}
