package io.trainyard.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.contract.wire.SpecJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An experiment as somebody writes it: in YAML or JSON, as a whole or as a single run, with values set from outside. */
final class ExperimentDocument {
    private static final String RUNS = "runs";

    private final ObjectNode experiment;

    private ExperimentDocument(ObjectNode experiment) {
        this.experiment = experiment;
    }

    /** A file that holds an experiment, or one run, which then is an experiment of its own. */
    static ExperimentDocument read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            return of(ExperimentYaml.read(text));
        } catch (IOException e) {
            throw new IOException(file + " is not YAML 1.2 that says what to train: " + e.getMessage(), e);
        }
    }

    static ExperimentDocument of(JsonNode node) {
        if (!(node instanceof ObjectNode object))
            throw new InvalidSpecException("", "must hold the fields of an experiment or of a run");
        return new ExperimentDocument(object.has(RUNS) ? object : alone(object));
    }

    /** One run of a preset, as the course trains it. */
    static ExperimentDocument preset(String preset) {
        ObjectNode run = JsonNodeFactory.instance.objectNode().put("name", preset);
        run.putObject("network").put("preset", preset);
        run.putObject("dataset").put("name", "mnist");
        run.putObject("optimizer").put("learningRate", 0.01).put("momentum", 0.5);
        return new ExperimentDocument(alone(run));
    }

    private static ObjectNode alone(ObjectNode run) {
        ObjectNode experiment = JsonNodeFactory.instance.objectNode();
        experiment.set("name", run.path("name"));
        experiment.putArray(RUNS).add(run);
        return experiment;
    }

    /** Sets a field of every run; the key is a path such as {@code optimizer.learningRate}, the value is YAML. */
    void setInEveryRun(String key, String value) throws IOException {
        JsonNode parsed = value(key, value);
        List<String> path = List.of(key.split("\\.", -1));
        Consumer<ObjectNode> set = run -> set(run, path, parsed);
        objects(experiment.path(RUNS)).forEach(set);
    }

    private static JsonNode value(String key, String value) throws IOException {
        try {
            return ExperimentYaml.read(value);
        } catch (IOException e) {
            throw new IOException("the value of " + key + " is not YAML 1.2: " + e.getMessage(), e);
        }
    }

    void setInEveryRun(Map<String, String> values) throws IOException {
        for (Map.Entry<String, String> entry : values.entrySet()) setInEveryRun(entry.getKey(), entry.getValue());
    }

    /** The checked experiment; names every field that is wrong. */
    ExperimentSpec spec() {
        return SpecJson.readExperiment(experiment);
    }

    /** To be queued: checked here, unless it names a data set of somebody's own, of which only the tracker knows. */
    JsonNode queued() {
        boolean own = objects(experiment.path(RUNS))
                .map(run -> run.path("dataset").path("name"))
                .anyMatch(name ->
                        name.isTextual() && Datasets.find(name.textValue()).isEmpty());
        return own ? experiment : SpecJson.writeExperiment(spec());
    }

    private static void set(ObjectNode run, List<String> path, JsonNode value) {
        ObjectNode node = run;
        for (String name : path.subList(0, path.size() - 1))
            node = node.get(name) instanceof ObjectNode inner ? inner : node.putObject(name);
        node.set(path.getLast(), value);
    }

    private static Stream<ObjectNode> objects(JsonNode array) {
        return array.valueStream().filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }
}
