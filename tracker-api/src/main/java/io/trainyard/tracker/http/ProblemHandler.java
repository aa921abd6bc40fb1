package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.tracker.search.InvalidFilterException;
import io.trainyard.tracker.storage.StorageException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes every error answer, as {@code application/problem+json} (RFC 9457); nobody else writes one. */
final class ProblemHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final int MAX_PATH = 200;

    private final LogBudget failures = LogBudget.perMinute(10);
    private final LogBudget outages = LogBudget.perMinute(2);

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
        // What a handler had said of the answer that it did not give.
        for (String header : List.of("Content-Disposition", "Content-Length", "Transfer-Encoding", "Location"))
            response.headers().remove(header);
        // The rest of a body that nobody reads would be taken for the next request.
        if (!context.request().isEnded() && hasBody(context.request())) response.putHeader("Connection", "close");
        send(response, problem);
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return (length != null && !length.equals("0")) || request.getHeader("Transfer-Encoding") != null;
    }

    /** Answers a request that could not be decoded, and closes its connection: where the next one would begin is not known. */
    static void refuseUndecoded(HttpServerRequest request) {
        SecurityHeaders.add(request.response());
        request.response().putHeader("Connection", "close");
        send(request.response(), undecoded(request.decoderResult().cause()));
        request.connection().close();
    }

    private static HttpProblem undecoded(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) return new HttpProblem(414, "The address is too long");
        if (cause instanceof TooLongHttpHeaderException) return new HttpProblem(431, "The headers are too long");
        return new HttpProblem(400, "The request is not HTTP/1.1 as it should be");
    }

    private static void send(HttpServerResponse response, HttpProblem problem) {
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(bytes(problem)))
                .onFailure(gone -> {});
    }

    static byte[] bytes(HttpProblem problem) {
        return Json.bytes(body(problem));
    }

    /** The head of an answer that is written past all that writes answers. */
    static byte[] head(HttpResponseStatus status, byte[] body) {
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: " + MEDIA_TYPE + "\r\nContent-Length: " + body.length
                + "\r\nConnection: close\r\n\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
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
        problem.filter().ifPresent(filter -> {
            if (errors.get(0) instanceof ObjectNode error) SearchHandler.put(error, filter);
        });
        return body;
    }

    private HttpProblem problem(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof HttpProblem problem) return problem;
        if (failure instanceof InvalidSpecException invalid)
            return new HttpProblem(422, "The request cannot be carried out", invalid.errors(), Map.of());
        if (failure instanceof InvalidFilterException filter) return HttpProblem.of(filter);
        if (failure instanceof StorageException storage && storage.isTooSlow()) return tooSlow();
        if (failure instanceof StorageException storage && storage.isOutage()) return unavailable(context, failure);
        int status = failure instanceof HttpException http ? http.getStatusCode() : context.statusCode();
        if (status >= 400 && status < 500) return ofStatus(status, context);
        // No handler has it yet, so it is the body that cannot be decoded, such as a chunk without a size.
        if (!context.request().isEnded()) return HttpProblem.badRequest("body", "is not framed as HTTP/1.1 says");
        return unexpected(context, failure);
    }

    private static HttpProblem tooSlow() {
        return new HttpProblem(
                422,
                "This takes the database longer than it may. It may be narrowed, such as to one experiment or by created > -7d");
    }

    private static HttpProblem ofStatus(int status, RoutingContext context) {
        return switch (status) {
            case 404 -> new HttpProblem(404, "There is nothing at " + path(context));
            case 413 ->
                new HttpProblem(
                        413,
                        "The body is larger than " + JsonBody.limit(context) + " bytes",
                        List.of(new FieldError("body", "must be at most " + JsonBody.limit(context) + " bytes")),
                        Map.of());
            default ->
                new HttpProblem(
                        status,
                        "The request cannot be read: "
                                + HttpResponseStatus.valueOf(status).reasonPhrase());
        };
    }

    private HttpProblem unavailable(RoutingContext context, Throwable failure) {
        outages.spend(leftOut -> LOG.atWarn()
                .addKeyValue("path", path(context))
                .addKeyValue("leftOut", leftOut)
                .setCause(failure)
                .log("database unavailable"));
        return new HttpProblem(503, "The database cannot be reached now", List.of(), Map.of("Retry-After", "5"));
    }

    /** What it says goes to the log and never to the client: it may name tables, files and hosts. */
    private HttpProblem unexpected(RoutingContext context, @Nullable Throwable failure) {
        failures.spend(leftOut -> LOG.atError()
                .addKeyValue("path", path(context))
                .addKeyValue("leftOut", leftOut)
                .setCause(failure)
                .log("request failed"));
        return new HttpProblem(500, "The tracker could not answer; its log says why");
    }

    private static String path(RoutingContext context) {
        return Excerpt.of(context.normalizedPath(), MAX_PATH);
    }
}
