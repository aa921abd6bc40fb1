package io.trainyard.standalone.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Runs as the tracker would tell them, for tests. */
public final class RunJson {
    private RunJson() {}

    public static ObjectNode run(String id, String status, long change) {
        ObjectNode run = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("name", "run " + id)
                .put("status", status)
                .put("epochs", 2)
                .put("epochsCompleted", 0)
                .put("change", change);
        run.putNull("progress").putNull("failure").putNull("durationSeconds").putObject("metrics");
        run.putObject("parameters")
                .put("network", "small-cnn")
                .put("batchSize", 64)
                .put("pixelsPermuted", false);
        return run;
    }

    public static ObjectNode progressing(ObjectNode run, int epoch, int step, int steps) {
        run.putObject("progress")
                .put("epoch", epoch)
                .put("step", step)
                .put("steps", steps)
                .put("trainLoss", 0.5)
                .put("trainAccuracy", 0.75)
                .put("imagesPerSecond", 6400);
        return run;
    }

    public static ObjectNode metric(ObjectNode run, String name, double last) {
        run.withObject("/metrics").putObject(name).put("last", last);
        return run;
    }

    public static ObjectNode experiment(String id, List<ObjectNode> runs) {
        ObjectNode experiment =
                JsonNodeFactory.instance.objectNode().put("id", id).put("name", "experiment");
        experiment.putArray("runs").addAll(runs);
        return experiment;
    }

    public static String event(String type, long id, ObjectNode data) {
        return "id: " + id + "\nevent: " + type + "\ndata: " + data + "\n\n";
    }
}
