package io.trainyard.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.standalone.client.TrackerClient.Bulk;
import io.trainyard.standalone.client.TrackerProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "cancel",
        description = "Cancels the runs that fit a filter and have not ended; without --yes, only counts them.",
        footer = {
            ExitCodes.EXPLAINED,
            "Example: trainyard cancel \"experiment.name = 'sweep' AND status = 'queued'\" --yes"
        })
final class CancelCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private TokenOptions tokenOptions = new TokenOptions();

    @Parameters(arity = "1", paramLabel = "FILTER", description = "Which runs, as for trainyard search.")
    private String filter = "";

    @Option(names = "--yes", description = "Cancel them, and do not only count them.")
    private boolean yes;

    @Option(names = "--json", description = "Write how many there were as JSON.")
    private boolean json;

    CancelCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TrackerProblem {
        PrintWriter out = spec.commandLine().getOut();
        try (TrackerClient client =
                new TrackerClient(serverOptions.url(surroundings), tokenOptions.token(surroundings))) {
            ObjectNode answer = JSON.createObjectNode();
            if (yes) answer.put("cancelled", cancel(client));
            else answer.put("matched", client.bulk("cancel", filter, "", true).matched());
            if (json) out.println(answer);
            else if (yes) out.println(runs(answer.path("cancelled").asLong()) + " cancelled or told to stop.");
            else out.println(runs(answer.path("matched").asLong()) + " would be cancelled; --yes does it.");
        }
        out.flush();
        return ExitCodes.OK;
    }

    private long cancel(TrackerClient client) throws IOException, InterruptedException, TrackerProblem {
        long cancelled = 0;
        String after = "";
        do {
            Bulk part = client.bulk("cancel", filter, after, false);
            cancelled += part.done();
            after = part.next();
        } while (!after.isEmpty());
        return cancelled;
    }

    private static String runs(long count) {
        return count + (count == 1 ? " run" : " runs");
    }
}
