package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.tracker.storage.StorageException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes every error answer, as {@code application/problem+json} (RFC 9457); nobody else writes one. */
final class ProblemHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    @Override
    public void handle(RoutingContext context) {
        HttpProblem problem = problem(context);
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) return;
        if (response.headWritten()) {
            // Half an answer is out: cutting the connection is the only way left to say that it is not whole.
            response.reset();
            return;
        }
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(Json.bytes(body(problem))))
                .onFailure(gone -> {});
    }

    private static ObjectNode body(HttpProblem problem) {
        ObjectNode body = Json.object()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(problem.status()).reasonPhrase())
                .put("status", problem.status())
                .put("detail", problem.detail());
        ArrayNode errors = body.putArray("errors");
        for (FieldError error : problem.errors())
            errors.addObject()
                    .put("field", error.field().isEmpty() ? "body" : error.field())
                    .put("message", error.message());
        return body;
    }

    private static HttpProblem problem(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof HttpProblem problem) return problem;
        if (failure instanceof InvalidSpecException invalid)
            return new HttpProblem(422, "The specification cannot be carried out", invalid.errors(), Map.of());
        if (failure instanceof StorageException storage && storage.isOutage()) return unavailable(context, failure);
        int status = failure instanceof HttpException http ? http.getStatusCode() : context.statusCode();
        return status >= 400 && status < 500 ? ofStatus(status, context) : unexpected(context, failure);
    }

    private static HttpProblem ofStatus(int status, RoutingContext context) {
        return switch (status) {
            case 404 -> new HttpProblem(404, "There is nothing at " + context.normalizedPath());
            case 413 ->
                new HttpProblem(
                        413,
                        "The body is larger than " + JsonBody.MAX_BYTES + " bytes",
                        List.of(new FieldError("body", "must be at most " + JsonBody.MAX_BYTES + " bytes")),
                        Map.of());
            default ->
                new HttpProblem(
                        status,
                        "The request cannot be read: "
                                + HttpResponseStatus.valueOf(status).reasonPhrase());
        };
    }

    private static HttpProblem unavailable(RoutingContext context, Throwable failure) {
        LOG.atWarn()
                .addKeyValue("path", context.normalizedPath())
                .setCause(failure)
                .log("database unavailable");
        return new HttpProblem(503, "The database cannot be reached now", List.of(), Map.of("Retry-After", "5"));
    }

    /** What it says goes to the log and never to the client: it may name tables, files and hosts. */
    private static HttpProblem unexpected(RoutingContext context, @Nullable Throwable failure) {
        LOG.atError()
                .addKeyValue("path", context.normalizedPath())
                .setCause(failure)
                .log("request failed");
        return new HttpProblem(500, "The tracker could not answer; its log says why");
    }
}
