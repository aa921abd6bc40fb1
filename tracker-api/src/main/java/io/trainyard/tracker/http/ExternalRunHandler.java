package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.RunId;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.external.Measured;
import io.trainyard.tracker.ingest.PointBatch;
import io.trainyard.tracker.ingest.PointIntake;
import io.trainyard.tracker.ingest.Receipt;
import io.trainyard.tracker.storage.IdempotencyRepository;
import io.trainyard.tracker.storage.RunMoves.Answer;
import io.trainyard.tracker.storage.RunQueries;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs that are trained elsewhere: what their clients tell of them. */
final class ExternalRunHandler {
    private final Backend backend;
    private final PointIntake intake;

    ExternalRunHandler(Backend backend, PointIntake intake) {
        this.backend = backend;
        this.intake = intake;
    }

    /** A run that was created, as it goes out. */
    private record Created(String id, Buffer json) {}

    void create(RoutingContext context) {
        Query.of(context);
        Buffer body = JsonBody.of(context);
        Optional<IdempotencyRepository.Key> key = IdempotencyKey.of(context);
        Caller caller = AccessGuard.caller(context);
        backend.perform(
                context,
                () -> {
                    RunId id = backend.commands().createRun(caller, ExternalRunBody.newRun(body), key);
                    return new Created(id.value(), Json.buffer(run(id.value())));
                },
                created -> {
                    context.response().putHeader("Location", Routes.API + "/runs/" + created.id());
                    Json.send(context.response(), 201, created.json());
                });
    }

    private ObjectNode run(String id) {
        return backend.database().read(tx -> RunQueries.find(tx, id).orElseThrow(() -> RunHandler.missing(id)));
    }

    void addPoints(RoutingContext context) {
        Query.of(context);
        String id = context.pathParam("id");
        Buffer body = JsonBody.of(context);
        Optional<IdempotencyRepository.Key> key = IdempotencyKey.of(context);
        Future<Buffer> answer = backend.threads()
                .call(() -> new PointBatch(RunHandler.existing(id), key, PointsBody.read(body)))
                .compose(batch -> taken(context, batch).map(receipt -> answer(id, batch.points(), receipt)));
        backend.finish(context, answer, json -> Json.send(context.response(), 200, json));
    }

    private Future<Receipt> taken(RoutingContext context, PointBatch batch) {
        return intake.offer(batch)
                .map(receipt ->
                        Future.fromCompletionStage(receipt, context.vertx().getOrCreateContext()))
                .orElseGet(() -> Future.failedFuture(HttpProblem.busy(
                        "Too many points are waiting at this tracker: send these again a little later")));
    }

    private static Buffer answer(String id, List<Measured> points, Receipt receipt) {
        return switch (receipt) {
            case Receipt.Stored(boolean earlier) ->
                Json.buffer(Json.object().put("values", points.size()).put("repeated", earlier));
            case Receipt.NoSuchRun _ -> throw RunHandler.missing(id);
            case Receipt.TrainedHere _ -> throw trainedHere(id);
            case Receipt.Ended(var status) ->
                throw HttpProblem.conflict("Run " + id + " has ended ("
                        + status.name().toLowerCase(Locale.ROOT) + "): reopen it to tell more of it");
            case Receipt.KeyReused _ -> throw IdempotencyKey.reused();
            case Receipt.TooManyMetrics(int max) ->
                throw HttpProblem.tooMuch("points", "would give the run more than " + max + " metrics");
            case Receipt.TooManyNames(int max) ->
                throw HttpProblem.tooMuch(
                        "points", "would make more than " + max + " names of metrics in all: use those that there are");
        };
    }

    private static HttpProblem trainedHere(String id) {
        return HttpProblem.conflict("Run " + id + " is trained by a worker, which tells of it itself");
    }

    void finish(RoutingContext context) {
        Query.of(context);
        String id = context.pathParam("id");
        Buffer body = JsonBody.of(context);
        Caller caller = AccessGuard.caller(context);
        backend.answer(context, 200, () -> {
            Answer answer = backend.commands().finish(caller, RunHandler.existing(id), ExternalRunBody.ending(body));
            RunHandler.require(answer, id, "has ended otherwise: reopen it to end it anew");
            return run(id);
        });
    }

    void reopen(RoutingContext context) {
        Query.of(context);
        String id = context.pathParam("id");
        Buffer body = JsonBody.of(context);
        Optional<IdempotencyRepository.Key> key = IdempotencyKey.of(context);
        Caller caller = AccessGuard.caller(context);
        backend.answer(context, 200, () -> {
            OptionalInt afterStep = ExternalRunBody.afterStep(body);
            RunHandler.require(
                    backend.commands().reopen(caller, RunHandler.existing(id), afterStep, key),
                    id,
                    "cannot be reopened");
            return run(id);
        });
    }
}
