package io.trainyard.tracker.http;

import io.trainyard.contract.RunId;
import io.trainyard.contract.RunSpec;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.lifecycle.Checkpoints.From;
import io.trainyard.tracker.storage.RunMoves.Answer;
import io.trainyard.tracker.storage.RunQueries;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a researcher has one run do: end, wait, go on, begin anew. */
final class RunMoveHandler {
    static final String MORE_EPOCHS = "moreEpochs";

    private final Backend backend;

    RunMoveHandler(Backend backend) {
        this.backend = backend;
    }

    /** What is done to a run. */
    private interface Deed {
        Answer to(RunId run);
    }

    void cancel(RoutingContext context) {
        Caller caller = AccessGuard.caller(context);
        perform(context, run -> backend.commands().cancel(caller, run), "has ended already");
    }

    void pause(RoutingContext context) {
        Caller caller = AccessGuard.caller(context);
        perform(
                context,
                run -> backend.commands().pause(caller, run),
                "cannot be paused: it is paused already, is being cancelled or has ended");
    }

    void resume(RoutingContext context) {
        Caller caller = AccessGuard.caller(context);
        perform(context, run -> backend.commands().resume(caller, run), "is not paused");
    }

    void retry(RoutingContext context) {
        Caller caller = AccessGuard.caller(context);
        Buffer body = JsonBody.of(context);
        perform(
                context,
                run -> backend.commands().retry(caller, run, from(BodyFields.read(body, Set.of("from")))),
                "cannot be tried again: it has neither failed nor been cancelled");
    }

    void extend(RoutingContext context) {
        Caller caller = AccessGuard.caller(context);
        Buffer body = JsonBody.of(context);
        perform(
                context,
                run -> backend.commands().extend(caller, run, moreEpochs(BodyFields.read(body, Set.of(MORE_EPOCHS)))),
                "cannot be extended: it has not ended");
    }

    static int moreEpochs(BodyFields fields) {
        int more = fields.optionalInteger(MORE_EPOCHS)
                .orElseThrow(() -> HttpProblem.badRequest(MORE_EPOCHS, "is missing"));
        if (more < 1 || more > RunSpec.MAX_EPOCHS)
            throw HttpProblem.badRequest(MORE_EPOCHS, "must be from 1 to " + RunSpec.MAX_EPOCHS + ", but is " + more);
        return more;
    }

    /** From where a run is begun anew: the newest checkpoint if nothing is said. */
    static From from(BodyFields fields) {
        List<String> names =
                Arrays.stream(From.values()).map(RunMoveHandler::name).toList();
        String wish = fields.optionalText("from", 20).orElse(name(From.NEWEST));
        if (!names.contains(wish)) throw HttpProblem.badRequest("from", "must be one of " + String.join(", ", names));
        return From.valueOf(wish.toUpperCase(Locale.ROOT));
    }

    private static String name(From from) {
        return from.name().toLowerCase(Locale.ROOT);
    }

    private void perform(RoutingContext context, Deed deed, String refusal) {
        Query.of(context);
        String id = context.pathParam("id");
        backend.answer(context, 202, () -> {
            RunHandler.require(deed.to(RunHandler.existing(id)), id, refusal);
            return backend.database().read(tx -> RunQueries.find(tx, id).orElseThrow(() -> RunHandler.missing(id)));
        });
    }
}
