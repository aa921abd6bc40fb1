package io.trainyard.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.RunStatus;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A run as the tracker tells it.
 *
 * @param epochs to be trained
 * @param epochsCompleted of them
 * @param batchSize examples a step
 * @param progress within the epoch that is being trained
 * @param failure why it failed, as a sentence
 * @param parameters the specification as a flat table, for showing
 * @param metrics newest value of each
 * @param durationSeconds from start to end, once both are known
 * @param change number of the newest change to it
 */
public record RunView(
        String id,
        String name,
        RunStatus status,
        int epochs,
        int epochsCompleted,
        int batchSize,
        Optional<Progress> progress,
        Optional<String> failure,
        Map<String, String> parameters,
        Map<String, Double> metrics,
        OptionalDouble durationSeconds,
        long change) {

    /** How far the epoch being trained is, and how it goes. */
    public record Progress(
            int epoch, int step, int steps, double trainLoss, OptionalDouble trainAccuracy, double imagesPerSecond) {
        static Progress of(JsonNode node) {
            return new Progress(
                    node.path("epoch").asInt(),
                    node.path("step").asInt(),
                    node.path("steps").asInt(),
                    node.path("trainLoss").asDouble(),
                    number(node.path("trainAccuracy")),
                    node.path("imagesPerSecond").asDouble());
        }
    }

    public RunView {
        parameters = Map.copyOf(parameters);
        metrics = Map.copyOf(metrics);
    }

    public static RunView of(JsonNode node) {
        JsonNode parameters = node.path("parameters");
        JsonNode duration = node.path("durationSeconds");
        return new RunView(
                node.path("id").asText(),
                node.path("name").asText(),
                RunStatus.valueOf(node.path("status").asText().toUpperCase(Locale.ROOT)),
                node.path("epochs").asInt(),
                node.path("epochsCompleted").asInt(),
                parameters.path("batchSize").asInt(),
                node.hasNonNull("progress") ? Optional.of(Progress.of(node.path("progress"))) : Optional.empty(),
                node.hasNonNull("failure")
                        ? Optional.of(node.path("failure").path("message").asText())
                        : Optional.empty(),
                parameters
                        .propertyStream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, field -> field.getValue().asText())),
                node.path("metrics")
                        .propertyStream()
                        .filter(field -> field.getValue().path("last").isNumber())
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                field -> field.getValue().path("last").asDouble())),
                number(duration),
                node.path("change").asLong());
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }

    /** Share of all steps that are trained, from 0 to 1. */
    public double fractionDone() {
        if (status == RunStatus.COMPLETED) return 1;
        double withinEpoch = currentProgress()
                .map(now -> now.steps() == 0 ? 0.0 : (double) now.step() / now.steps())
                .orElse(0.0);
        return epochs == 0 ? 0 : Math.min(1, (epochsCompleted + withinEpoch) / epochs);
    }

    /** Time that the steps left will take at the present speed, evaluations not counted. */
    public OptionalDouble secondsLeft() {
        Optional<Progress> now = currentProgress().filter(progress -> progress.imagesPerSecond() > 0);
        if (now.isEmpty() || status.isTerminal()) return OptionalDouble.empty();
        double stepsLeft = (1 - fractionDone()) * epochs * now.get().steps();
        return OptionalDouble.of(stepsLeft * batchSize / now.get().imagesPerSecond());
    }

    /** The progress, unless it is of an epoch that is complete by now. */
    public Optional<Progress> currentProgress() {
        return progress.filter(now -> now.epoch() > epochsCompleted);
    }
}
