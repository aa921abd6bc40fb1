package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.RunId;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.lifecycle.Checkpoints.From;
import io.trainyard.tracker.search.FilterParser;
import io.trainyard.tracker.storage.Edit;
import io.trainyard.tracker.storage.RunFilter;
import io.trainyard.tracker.storage.RunMoves.Answer;
import io.trainyard.tracker.storage.RunSelection;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One deed to many runs: to those that are named, or all that fit a filter. So many are done at a time; the answer says where to
 * go on.
 */
final class BulkHandler {
    private static final int AT_A_TIME = 500;

    /** By what can be done the statuses of runs that it can be done to. */
    private static final Map<String, List<String>> ACTIONS = new TreeMap<>(Map.of(
            "cancel", List.of("queued", "running", "paused"),
            "delete", List.of(),
            "edit", List.of(),
            "extend", List.of("completed", "failed", "cancelled"),
            "move", List.of(),
            "pause", List.of("queued", "running"),
            "resume", List.of("running", "paused"),
            "retry", List.of("failed", "cancelled")));

    /** The fields that say more of an action. */
    private static final Map<String, List<String>> FIELDS = Map.of(
            "edit", List.of("starred", "archived", "priority", "tags"),
            "extend", List.of(RunMoveHandler.MORE_EPOCHS),
            "move", List.of("experiment", "newExperiment"),
            "retry", List.of("from"));

    /** What only a worker can do, so that it is not done to runs that are trained elsewhere. */
    private static final Set<String> OF_WORKERS = Set.of("extend", "pause", "resume", "retry");

    private final Backend backend;

    BulkHandler(Backend backend) {
        this.backend = backend;
    }

    /** What is to be done, to which runs. */
    private record Wish(
            String action,
            RunFilter runs,
            Edit edit,
            From from,
            int moreEpochs,
            Optional<Commands.Target> target,
            boolean preview,
            long after,
            String which) {}

    void perform(RoutingContext context) {
        Query.of(context);
        Buffer body = JsonBody.of(context);
        Caller caller = AccessGuard.caller(context);
        backend.finish(
                context,
                backend.heavyThreads().call(() -> Json.buffer(answer(caller, wish(body)))),
                json -> Json.send(context.response(), 200, json));
    }

    private static Wish wish(Buffer body) {
        Set<String> known = new HashSet<>(Set.of("action", "filter", "runs", "preview", "after"));
        FIELDS.values().forEach(known::addAll);
        BodyFields fields = BodyFields.read(body, known);
        String action = fields.text("action", 20);
        if (!ACTIONS.containsKey(action))
            throw HttpProblem.badRequest("action", "must be one of " + String.join(", ", ACTIONS.keySet()));
        FIELDS.forEach((of, names) -> names.forEach(name -> {
            if (!of.equals(action) && fields.has(name)) throw HttpProblem.badRequest(name, "is for the action " + of);
        }));
        Edit edit = EditBody.ofMany(fields);
        if (action.equals("edit") && edit.isEmpty())
            throw HttpProblem.badRequest("action", "needs starred, archived, priority or tags to change");
        Optional<String> filter =
                fields.optionalText("filter", FilterParser.MAX_LENGTH).filter(text -> !text.isBlank());
        List<String> runs = fields.list("runs", RunHandler.MAX_IDS);
        if (filter.isEmpty() == runs.isEmpty())
            throw HttpProblem.badRequest("filter", "or runs must be given, and not both");
        return new Wish(
                action,
                affected(action, runs, filter),
                edit,
                RunMoveHandler.from(fields),
                action.equals("extend") ? RunMoveHandler.moreEpochs(fields) : 0,
                action.equals("move") ? Optional.of(target(fields)) : Optional.empty(),
                fields.optionalFlag("preview").orElse(false),
                fields.optionalText("after", 100).map(Cursor::row).orElse(0L),
                filter.orElse(runs.size() + " runs"));
    }

    private static Commands.Target target(BodyFields fields) {
        Optional<String> experiment = fields.optionalText("experiment", 100);
        Optional<String> name =
                fields.optionalText("newExperiment", EditBody.MAX_NAME).map(String::strip);
        if (experiment.isPresent() == name.isPresent())
            throw HttpProblem.badRequest("experiment", "or newExperiment must be given, and not both");
        if (name.filter(String::isEmpty).isPresent())
            throw HttpProblem.badRequest("newExperiment", "must not be empty");
        if (name.isPresent() && fields.has("after"))
            throw HttpProblem.badRequest(
                    "newExperiment", "is made once: go on with the experiment of the first answer");
        return new Commands.Target(experiment, name.orElse(""));
    }

    /** Of the runs that are meant those that it can be done to, as far as their status and their origin tell. */
    private static RunFilter affected(String action, List<String> runs, Optional<String> filter) {
        RunFilter some = runs.isEmpty() ? RunFilter.ALL : RunFilter.ofRuns(runs);
        RunFilter found = some.and(filter.map(FilterParser::parse));
        if (OF_WORKERS.contains(action)) found = found.trained();
        return found.having(ACTIONS.getOrDefault(action, List.of()));
    }

    private ObjectNode answer(Caller caller, Wish wish) {
        if (wish.preview()) {
            long matched = backend.database().read(SearchHandler.limited(tx -> RunSelection.count(tx, wish.runs())));
            return Json.object().put("matched", matched).put("done", 0).putNull("next");
        }
        RunSelection.Part part = backend.database()
                .read(SearchHandler.limited(tx -> RunSelection.next(tx, wish.runs(), wish.after(), AT_A_TIME)));
        ObjectNode answer = Json.object()
                .put("matched", part.ids().size())
                .put("next", part.next().map(Cursor::of).orElse(null));
        if (wish.target().isPresent()) return move(caller, wish, wish.target().get(), part.ids(), answer);
        return answer.put("done", perform(caller, wish, part.ids()));
    }

    private ObjectNode move(Caller caller, Wish wish, Commands.Target target, List<String> ids, ObjectNode answer) {
        if (ids.isEmpty()) return answer.put("done", 0);
        Commands.MovedTo to = backend.commands()
                .move(caller, ids, target, wish.which())
                .orElseThrow(() -> HttpProblem.notFound(
                        "experiment", Excerpt.of(target.experiment().orElse(""))));
        return answer.put("done", to.moved().runs())
                .put("renamed", to.moved().renamed())
                .put("experiment", to.experiment());
    }

    private int perform(Caller caller, Wish wish, List<String> ids) {
        if (wish.action().equals("edit")) return backend.commands().edit(caller, ids, wish.edit(), wish.which());
        int done = 0;
        // Each in a transaction of its own, so that no other writer waits for all of them.
        for (String id : ids) {
            RunId run = new RunId(id);
            Answer answer = perform(caller, wish, run);
            if (answer == Answer.DONE || answer == Answer.UNDER_WAY) done++;
        }
        return done;
    }

    private Answer perform(Caller caller, Wish wish, RunId run) {
        Commands commands = backend.commands();
        return switch (wish.action()) {
            case "cancel" -> commands.cancel(caller, run);
            case "pause" -> commands.pause(caller, run);
            case "resume" -> commands.resume(caller, run);
            case "retry" -> commands.retry(caller, run, wish.from());
            case "extend" -> extend(caller, wish, run);
            default -> commands.delete(caller, run);
        };
    }

    /** A run that cannot have so many epochs keeps nobody from extending the others. */
    private Answer extend(Caller caller, Wish wish, RunId run) {
        try {
            return backend.commands().extend(caller, run, wish.moreEpochs());
        } catch (InvalidSpecException tooMany) {
            return Answer.WRONG_STATUS;
        }
    }
}
