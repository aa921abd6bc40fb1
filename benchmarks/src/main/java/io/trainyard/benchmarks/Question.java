package io.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import java.util.Locale;

/**
 * What a benchmark wants to know.
 *
 * @param measure what to measure
 * @param net name of a preset
 * @param image shape of an image
 * @param batch images a step
 * @param precision of the computation
 * @param images in an epoch; 0 where none is asked for
 */
record Question(Measure measure, String net, Shape image, int batch, Precision precision, int images) {
    /** What can be measured. */
    enum Measure {
        /** Bare training steps on one batch in memory. */
        STEPS,
        /** A whole epoch with augmentation and evaluation. */
        EPOCH
    }

    Network network() {
        return new NetworkSpec.Preset(net).resolve(image, NoiseBatch.CLASSES);
    }

    static Question read(JsonNode node) {
        JsonNode image = node.get("image");
        return new Question(
                Measure.valueOf(upperCase(node, "measure")),
                node.get("net").textValue(),
                new Shape(
                        image.get(0).intValue(),
                        image.get(1).intValue(),
                        image.get(2).intValue()),
                node.get("batch").intValue(),
                Precision.valueOf(upperCase(node, "precision")),
                node.path("images").asInt());
    }

    private static String upperCase(JsonNode node, String field) {
        return node.get(field).textValue().toUpperCase(Locale.ROOT);
    }
}
