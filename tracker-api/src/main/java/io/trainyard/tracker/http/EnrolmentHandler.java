package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.WorkerSecret;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.accounts.Enrolments;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Workers that may report: each is given a secret of its own. */
final class EnrolmentHandler {
    private static final int MAX_NAME = 100;

    private final Enrolments enrolments;
    private final Backend backend;

    EnrolmentHandler(Enrolments enrolments, Backend backend) {
        this.enrolments = enrolments;
        this.backend = backend;
    }

    void enrol(RoutingContext context) {
        Query.of(context);
        Caller caller = AccessGuard.caller(context);
        Buffer body = JsonBody.of(context);
        backend.answer(context, 201, () -> {
            WorkerName name = name(BodyFields.read(body, Set.of("worker")).text("worker", MAX_NAME));
            WorkerSecret secret = enrolments.enrol(caller, name);
            return Json.object().put("worker", name.value()).put("secret", secret.text());
        });
    }

    private static WorkerName name(String text) {
        try {
            return new WorkerName(text);
        } catch (InvalidSpecException e) {
            throw HttpProblem.badRequest("worker", e.errors().getFirst().message());
        }
    }

    void list(RoutingContext context) {
        Query.of(context);
        backend.answer(context, 200, () -> {
            ObjectNode body = Json.object();
            ArrayNode items = body.putArray("items");
            enrolments
                    .list()
                    .forEach(enrolled -> items.addObject()
                            .put("worker", enrolled.worker())
                            .put("enrolledAt", enrolled.since().toString()));
            return body;
        });
    }

    void revoke(RoutingContext context) {
        Query.of(context);
        Caller caller = AccessGuard.caller(context);
        String worker = context.pathParam("name");
        backend.perform(context, () -> enrolments.revoke(caller, worker), known -> {
            if (!known) throw HttpProblem.notFound("enrolled worker", Excerpt.of(worker));
            SessionHandler.noContent(context);
        });
    }
}
