package io.trainyard.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The results of epochs as JSON: numbers are written so that reading gives the same bits. */
final class ResultsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultsJson() {}

    static String write(List<EpochResult> results) throws JsonProcessingException {
        ArrayNode array = JSON.createArrayNode();
        for (EpochResult result : results) {
            ObjectNode node = array.addObject().put("epoch", result.epoch());
            ObjectNode metrics = node.putObject("metrics");
            new TreeMap<>(result.metrics()).forEach(metrics::put);
            result.classAccuracies().forEach(node.putArray("classAccuracies")::add);
            node.put("trainMillis", result.trainMillis()).put("evaluationMillis", result.evaluationMillis());
        }
        return JSON.writeValueAsString(array);
    }

    static List<EpochResult> read(String text, Path file) throws IOException {
        JsonNode array = JSON.readTree(text);
        if (!array.isArray()) throw new IOException(file + ": has no results of epochs");
        List<EpochResult> results = new ArrayList<>();
        for (JsonNode node : array) results.add(read(node));
        return results;
    }

    private static EpochResult read(JsonNode node) {
        Map<String, Double> metrics = new TreeMap<>();
        node.path("metrics")
                .properties()
                .forEach(
                        metric -> metrics.put(metric.getKey(), metric.getValue().asDouble()));
        List<Double> accuracies = new ArrayList<>();
        node.path("classAccuracies").forEach(accuracy -> accuracies.add(accuracy.asDouble()));
        return new EpochResult(
                node.path("epoch").asInt(),
                metrics,
                accuracies,
                node.path("trainMillis").asLong(),
                node.path("evaluationMillis").asLong());
    }
}
