package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.tracker.storage.ClassDemand;
import io.trainyard.tracker.storage.QueueRepository;
import io.trainyard.tracker.storage.WorkerQueries;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The workers that the tracker has heard of, and what those to come must know. */
final class WorkerHandler {
    /** Of more workers those are shown that were heard of last. */
    private static final int MAX_SHOWN = 1000;

    private static final int MAX_CLASSES = 50;

    private final Backend backend;
    private final WorkerTerms terms;

    WorkerHandler(Backend backend, WorkerTerms terms) {
        this.backend = backend;
        this.terms = terms;
    }

    void list(RoutingContext context) {
        Query.of(context);
        backend.answer(context, tx -> {
            ObjectNode body = Json.object();
            body.putArray("items").addAll(WorkerQueries.newest(tx, MAX_SHOWN));
            return body;
        });
    }

    /**
     * How many slots the runs could use, for those who start workers: all runs, or those that workers of some classes are asked
     * for.
     */
    void demand(RoutingContext context) {
        List<String> pool = Query.of(context, "class").list("class", MAX_CLASSES);
        for (String name : pool) requireClass(name);
        backend.answer(context, tx -> {
            QueueRepository.Demand all = QueueRepository.demand(tx);
            List<ClassDemand> classes = ClassDemand.read(tx, all);
            ClassDemand wanted = classes.stream()
                    .filter(asked -> pool.isEmpty() || pool.stream().anyMatch(asked::isFor))
                    .reduce(new ClassDemand("", 0, 0), ClassDemand::plus);
            ObjectNode body = counts(wanted).put("idleSlots", all.idle());
            ArrayNode byClass = body.putArray("classes");
            for (ClassDemand asked : classes) byClass.add(counts(asked).put("class", asked.deviceClass()));
            return body;
        });
    }

    private static void requireClass(String name) {
        if (name.equals(DeviceClass.NONE_ASKED)) return;
        try {
            new DeviceClass(name);
        } catch (InvalidSpecException e) {
            throw HttpProblem.badRequest("class", e.errors().getFirst().message());
        }
    }

    private static ObjectNode counts(ClassDemand demand) {
        return Json.object()
                .put("queued", demand.queued())
                .put("running", demand.running())
                .put("wantedSlots", demand.queued() + demand.running());
    }

    /** What a worker that starts asks for. */
    void configuration(RoutingContext context) {
        Query.of(context);
        Json.send(context.response(), 200, terms.json());
    }
}
