package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.tracker.storage.ExperimentQueries;
import io.trainyard.tracker.storage.RunFilter;
import io.trainyard.tracker.storage.RunQueries;
import io.trainyard.tracker.storage.Transaction;
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
        ExperimentSpec spec = SpecJson.readExperiment(JsonBody.of(context));
        backend.perform(
                context,
                () -> {
                    String id = backend.commands().create(spec).value();
                    return backend.database().read(tx -> find(tx, id));
                },
                experiment -> {
                    context.response()
                            .putHeader(
                                    "Location",
                                    Routes.API + "/experiments/"
                                            + experiment.path("id").textValue());
                    Json.send(context.response(), 201, experiment);
                });
    }

    void list(RoutingContext context) {
        Query query = Query.of(context, "text", "limit", "after");
        int limit = query.integer("limit", 50, 1, 500);
        Optional<String> text = query.text("text");
        Optional<Long> after = query.text("after").map(Cursor::row);
        backend.answer(
                context,
                tx -> ExperimentQueries.list(tx, text, after, limit),
                page -> Json.sendPage(
                        context.response(), page.items(), page.next().map(Cursor::of)));
    }

    void show(RoutingContext context) {
        Query.of(context);
        String id = context.pathParam("id");
        backend.answer(context, tx -> find(tx, id), experiment -> Json.send(context.response(), 200, experiment));
    }

    private static ObjectNode find(Transaction tx, String id) {
        List<ObjectNode> found = ExperimentQueries.find(tx, List.of(id));
        if (found.isEmpty()) throw HttpProblem.notFound("experiment", Query.shortened(id));
        ObjectNode experiment = found.getFirst();
        ArrayNode runs = experiment.putArray("runs");
        RunQueries.all(tx, RunFilter.ofExperiment(id)).forEach(runs::add);
        return experiment;
    }
}
