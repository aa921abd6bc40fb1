package io.trainyard.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.trainyard.standalone.client.TrackerProblem;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "move",
        description = "Moves the runs that fit a filter to another experiment; without --yes, only counts them.",
        footer = {ExitCodes.EXPLAINED, "Example: trainyard move \"tags.paper = 'one'\" --to-new \"Paper one\" --yes"})
final class MoveCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private BulkOptions runs = new BulkOptions();

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    private static final class Target {
        @Option(names = "--to", paramLabel = "ID", description = "The id of the experiment, as its address has it.")
        private Optional<String> experiment = Optional.empty();

        @Option(names = "--to-new", paramLabel = "NAME", description = "A new experiment of this name.")
        private Optional<String> name = Optional.empty();
    }

    MoveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TrackerProblem {
        Map<String, JsonNode> fields = target.experiment
                .map(id -> Map.<String, JsonNode>of("experiment", TextNode.valueOf(id)))
                .orElseGet(() -> Map.of("newExperiment", TextNode.valueOf(target.name.orElseThrow())));
        return runs.perform(new BulkOptions.Deed("move", fields, "moved", "moved"), surroundings);
    }
}
