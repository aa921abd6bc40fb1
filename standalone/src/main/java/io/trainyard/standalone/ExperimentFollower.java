package io.trainyard.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.standalone.client.RunView;
import io.trainyard.standalone.client.ServerEvent;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.standalone.client.TrackerClient.QueuedExperiment;
import io.trainyard.standalone.client.TrackerProblem;
import io.trainyard.standalone.console.Progress;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows the runs of one experiment over the tracker's stream of changes until all have ended. */
final class ExperimentFollower {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, RunView> runs = new LinkedHashMap<>();
    private final Progress progress;

    private ExperimentFollower(List<RunView> runs, Progress progress) {
        runs.forEach(run -> this.runs.put(run.id(), run));
        this.progress = progress;
    }

    /** Returns the runs as they ended. */
    static List<RunView> follow(TrackerClient client, QueuedExperiment experiment, Progress progress)
            throws IOException, InterruptedException, TrackerProblem {
        ExperimentFollower follower = new ExperimentFollower(experiment.runs(), progress);
        progress.show(follower.runs.values());
        client.changes(experiment.id(), experiment.change()).read(follower::wantsMoreAfter);
        // Asked for once more: the last event of a run may come before the figures that are made up when it ends.
        return client.experiment(experiment.id()).runs();
    }

    private boolean wantsMoreAfter(ServerEvent event) {
        switch (event.type()) {
            case "run" -> update(RunView.of(json(event)));
            case "deleted", "left" -> runs.remove(json(event).path("run").asText());
            default -> {
                // The points of the curves are for charts.
                return true;
            }
        }
        progress.show(runs.values());
        return !runs.values().stream().allMatch(run -> run.status().isTerminal());
    }

    private void update(RunView run) {
        runs.computeIfPresent(run.id(), (id, before) -> run.change() >= before.change() ? run : before);
    }

    private static JsonNode json(ServerEvent event) {
        try {
            return JSON.readTree(event.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the tracker sent an event that is no JSON: " + event, e);
        }
    }
}
