package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.CopiedRun;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.dataset.OwnDatasets;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.wire.CopiedRunsJson;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.storage.DatasetQueries;
import io.trainyard.tracker.storage.ExperimentQueries;
import io.trainyard.tracker.storage.IdempotencyRepository;
import io.trainyard.tracker.storage.RowPage;
import io.trainyard.tracker.storage.RunDetailQueries;
import io.trainyard.tracker.storage.RunFilter;
import io.trainyard.tracker.storage.RunMoves;
import io.trainyard.tracker.storage.RunQueries;
import io.trainyard.tracker.storage.StreamQueries;
import io.trainyard.tracker.storage.Transaction;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** Experiments: queueing, listing, showing. */
final class ExperimentHandler {
    private final Backend backend;

    ExperimentHandler(Backend backend) {
        this.backend = backend;
    }

    void create(RoutingContext context) {
        Query.of(context);
        Buffer body = JsonBody.of(context);
        Optional<IdempotencyRepository.Key> key = IdempotencyKey.of(context);
        Caller caller = AccessGuard.caller(context);
        backend.perform(context, () -> created(caller, body, key), created -> {
            context.response().putHeader("Location", Routes.API + "/experiments/" + created.id());
            Json.send(context.response(), 201, created.json());
        });
    }

    /** An experiment that was queued, as it goes out. */
    private record Created(String id, Buffer json) {}

    private Created created(Caller caller, Buffer body, Optional<IdempotencyRepository.Key> key) {
        OwnDatasets own = backend.database().read(DatasetQueries::known);
        ExperimentSpec spec = SpecJson.readExperiment(JsonBody.parse(body), own);
        String id = backend.commands().create(caller, spec, key).value();
        return new Created(id, Json.buffer(backend.database().read(tx -> find(tx, id))));
    }

    /** Queues further runs of an experiment, each like a run that there is but for some of its settings. */
    void addRuns(RoutingContext context) {
        Query.of(context);
        Buffer body = JsonBody.of(context);
        Optional<IdempotencyRepository.Key> key = IdempotencyKey.of(context);
        Caller caller = AccessGuard.caller(context);
        String id = context.pathParam("id");
        backend.answer(context, 201, () -> {
            List<CopiedRun> runs = backend.database()
                    .read(tx -> new CopiedRunsJson(DatasetQueries.known(tx), run -> stored(tx, run))
                            .read(JsonBody.parse(body)));
            if (!backend.commands().addRuns(caller, id, runs, key))
                throw HttpProblem.notFound("experiment", Excerpt.of(id));
            return backend.database().read(tx -> find(tx, id));
        });
    }

    private static Optional<RunSpec> stored(Transaction tx, String run) {
        return RunDetailQueries.spec(tx, run).map(SpecJson::readStoredRun);
    }

    void list(RoutingContext context) {
        Query query = Query.of(context, "text", "archived", "limit", "after");
        int limit = query.integer("limit", 50, 1, 500);
        Optional<String> text = query.text("text");
        boolean archived = query.flag("archived");
        Optional<Long> after = query.text("after").map(Cursor::row);
        backend.answer(context, tx -> {
            RowPage page = ExperimentQueries.list(tx, text, archived, after, limit);
            return Json.page(page.items(), page.next().map(Cursor::of));
        });
    }

    void show(RoutingContext context) {
        Query.of(context);
        String id = context.pathParam("id");
        backend.answer(context, tx -> find(tx, id).put("upTo", StreamQueries.newest(tx)));
    }

    void edit(RoutingContext context) {
        Query.of(context);
        String id = context.pathParam("id");
        Caller caller = AccessGuard.caller(context);
        Buffer body = JsonBody.of(context);
        backend.answer(context, 200, () -> {
            if (!backend.commands().editExperiment(caller, id, EditBody.ofExperiment(body)))
                throw HttpProblem.notFound("experiment", Excerpt.of(id));
            return backend.database().read(tx -> find(tx, id));
        });
    }

    void delete(RoutingContext context) {
        Query.of(context);
        String id = context.pathParam("id");
        Caller caller = AccessGuard.caller(context);
        backend.perform(
                context,
                () -> {
                    RunMoves.Answer answer = backend.commands()
                            .deleteExperiment(caller, id)
                            .orElseThrow(() -> HttpProblem.notFound("experiment", Excerpt.of(id)));
                    // Runs that train are told to stop, and the experiment is there until they have.
                    return answer == RunMoves.Answer.DONE
                            ? Optional.<ObjectNode>empty()
                            : Optional.of(backend.database().read(tx -> find(tx, id)));
                },
                left -> left.ifPresentOrElse(
                        experiment -> Json.send(context.response(), 202, experiment),
                        () -> context.response().setStatusCode(204).end().onFailure(gone -> {})));
    }

    private static ObjectNode find(Transaction tx, String id) {
        List<ObjectNode> found = ExperimentQueries.find(tx, List.of(id));
        if (found.isEmpty()) throw HttpProblem.notFound("experiment", Excerpt.of(id));
        ObjectNode experiment = found.getFirst();
        ArrayNode runs = experiment.putArray("runs");
        RunQueries.all(tx, RunFilter.ofExperiment(id)).forEach(runs::add);
        return experiment;
    }
}
