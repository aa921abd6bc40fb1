package io.trainyard.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.standalone.client.TrackerClient.Bulk;
import io.trainyard.standalone.client.TrackerProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What commands have in common that do one thing to all runs that fit a filter; without {@code --yes} they only count them. */
final class BulkOptions {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions clientOptions = new ClientOptions();

    @Parameters(arity = "1", paramLabel = "FILTER", description = "Which runs, as for trainyard search.")
    private String filter = "";

    @Option(names = "--yes", description = "Do it, and do not only count the runs.")
    private boolean yes;

    @Option(names = "--json", description = "Write how many there were as JSON.")
    private boolean json;

    /**
     * What is done, and how it is told.
     *
     * @param action by its name in the API
     * @param fields that go with it
     * @param participle what the runs are then, such as {@code cancelled}
     * @param outcome the same in a sentence, such as {@code cancelled or told to stop}
     */
    record Deed(String action, Map<String, JsonNode> fields, String participle, String outcome) {
        private Deed into(String experiment) {
            return new Deed(action, Map.of("experiment", TextNode.valueOf(experiment)), participle, outcome);
        }
    }

    int perform(Deed deed, Surroundings surroundings) throws IOException, InterruptedException, TrackerProblem {
        PrintWriter out = spec.commandLine().getOut();
        try (TrackerClient client = clientOptions.client(surroundings)) {
            String counted = yes ? deed.participle() : "matched";
            long runs = yes ? all(client, deed) : part(client, deed, "").matched();
            ObjectNode answer = JSON.createObjectNode().put(counted, runs);
            if (json) out.println(answer);
            else if (yes) out.println(told(runs) + " " + deed.outcome() + ".");
            else out.println(told(runs) + " would be " + deed.participle() + "; --yes does it.");
        }
        out.flush();
        return ExitCodes.OK;
    }

    private long all(TrackerClient client, Deed deed) throws IOException, InterruptedException, TrackerProblem {
        long done = 0;
        String after = "";
        Deed goesOn = deed;
        do {
            Bulk part = part(client, goesOn, after);
            // A new experiment is made with the first of them.
            if (part.experiment().isPresent())
                goesOn = deed.into(part.experiment().get());
            done += part.done();
            after = part.next();
        } while (!after.isEmpty());
        return done;
    }

    private Bulk part(TrackerClient client, Deed deed, String after)
            throws IOException, InterruptedException, TrackerProblem {
        ObjectNode wish = JSON.createObjectNode()
                .put("action", deed.action())
                .put("filter", filter)
                .put("preview", !yes);
        deed.fields().forEach(wish::set);
        if (!after.isEmpty()) wish.put("after", after);
        return client.bulk(wish);
    }

    private static String told(long count) {
        return count + (count == 1 ? " run" : " runs");
    }
}
