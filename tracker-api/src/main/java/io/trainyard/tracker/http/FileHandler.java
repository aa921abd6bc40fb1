package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.access.Role;
import io.trainyard.tracker.files.RunFiles;
import io.trainyard.tracker.files.RunFiles.Listed;
import io.trainyard.tracker.files.RunFiles.Standing;
import io.trainyard.tracker.files.StoredPath;
import io.trainyard.tracker.files.Upload;
import io.trainyard.tracker.files.Uploads;
import io.trainyard.tracker.storage.AttemptRepository;
import io.trainyard.tracker.storage.RunQueries;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of attempts, for workers that see no folder of the tracker's: sending, fetching and deleting them. */
final class FileHandler {
    private static final int MAX_LISTED = 10_000;

    private final Backend backend;
    private final FileThreads threads;
    private final AttemptRepository attempts = new AttemptRepository();
    private final Optional<RunFiles> files;

    FileHandler(Backend backend, FileThreads threads, Optional<RunFiles> files) {
        this.backend = backend;
        this.threads = threads;
        this.files = files;
    }

    static RunFiles require(Optional<RunFiles> files) {
        return files.orElseThrow(FileHandler::withoutStore);
    }

    static HttpProblem withoutStore() {
        return HttpProblem.conflict("This tracker was not told where the files of runs are kept (setting artifacts)");
    }

    void list(RoutingContext context) {
        Query.of(context);
        RunId run = UploadRequest.run(context);
        RunFiles known = require(files);
        backend.finish(
                context,
                threads.call(() -> {
                    if (backend.database()
                            .read(tx -> RunQueries.find(tx, run.value()))
                            .isEmpty()) throw RunHandler.missing(run.value());
                    return Json.buffer(json(run, known.list(run)));
                }),
                json -> Json.send(context.response(), 200, json));
    }

    private static JsonNode json(RunId run, List<Listed> files) {
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray("items");
        for (Listed file : files) {
            String[] names = file.file().path().split("/", -1);
            // Where a worker of an earlier version left something, in the folder of the run itself.
            if (names.length != 3 || items.size() == MAX_LISTED) continue;
            items.addObject()
                    .put("attempt", names[1])
                    .put("name", names[2])
                    .put("bytes", file.file().bytes())
                    .put("sha256", file.sha256().orElse(null));
        }
        return body.put("run", run.value());
    }

    void fetch(RoutingContext context) {
        Query.of(context);
        StoredPath path = UploadRequest.path(context);
        RunFiles known = require(files);
        backend.finish(
                context,
                threads.call(() -> known.find(path).orElseThrow(() -> HttpProblem.notFound("file", path.toString()))),
                found -> {
                    context.response().putHeader("Content-Type", "application/octet-stream");
                    new FileSender(threads, known.store()).send(context, found.file(), found.sha256());
                });
    }

    void delete(RoutingContext context) {
        Query.of(context);
        Caller caller = AccessGuard.caller(context);
        StoredPath path = UploadRequest.path(context);
        RunFiles known = require(files);
        backend.finish(
                context,
                threads.call(() -> {
                    requireOwn(caller, path);
                    known.delete(path);
                    return path;
                }),
                deleted -> context.response().setStatusCode(204).end().onFailure(gone -> {}));
    }

    void send(RoutingContext context) {
        Query.of(context);
        Caller caller = AccessGuard.caller(context);
        UploadRequest wanted = UploadRequest.of(context);
        RunFiles known = require(files);
        if (!wanted.isQuestion()) context.request().pause();
        backend.finish(
                context,
                threads.call(() -> {
                    requireOwn(caller, wanted.upload().path());
                    return known.standing(wanted.upload());
                }),
                standing -> answerOrReceive(context, known, wanted, standing));
    }

    /** A worker that has shown who it is leaves the attempts of others alone. */
    private void requireOwn(Caller caller, StoredPath path) {
        if (caller.role() != Role.WORKER) return;
        Map<AttemptId, String> workers = backend.database().read(tx -> attempts.workers(tx, List.of(path.attempt())));
        if (!workers.getOrDefault(path.attempt(), caller.name()).equals(caller.name()))
            throw new HttpProblem(403, "This attempt is another worker's");
    }

    private void answerOrReceive(RoutingContext context, RunFiles known, UploadRequest wanted, Standing standing) {
        if (standing.stored() || wanted.isQuestion()) {
            // The rest of a body that nobody reads would be taken for the next request.
            if (!wanted.isQuestion()) context.response().putHeader("Connection", "close");
            answer(context.response(), standing);
            return;
        }
        if (wanted.start() > standing.received())
            throw new HttpProblem(
                    409,
                    "The file has come as far as byte " + standing.received() + ": go on from there",
                    List.of(),
                    Map.of("Upload-Offset", Long.toString(standing.received())));
        receive(context, known, wanted);
    }

    private void receive(RoutingContext context, RunFiles known, UploadRequest wanted) {
        HttpServerRequest request = context.request();
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect")))
            request.response().writeContinue().onFailure(gone -> {});
        Upload upload = wanted.upload();
        Future<Standing> received = threads.call(() -> known.receive(upload, wanted.start(), wanted.end()))
                .compose(part -> FileReceiver.receive(request, threads, part).transform(result -> close(part, result)))
                .compose(whole -> threads.call(() -> known.received(upload)));
        backend.finish(context, received, standing -> answer(context.response(), standing));
    }

    private Future<Void> close(Uploads.Part part, AsyncResult<Void> result) {
        return threads.call(() -> {
                    part.close();
                    return part;
                })
                .compose(closed -> {
                    if (result.failed()) return Future.failedFuture(result.cause());
                    return part.isWhole()
                            ? Future.succeededFuture()
                            : Future.failedFuture(new IOException("less came than was announced"));
                });
    }

    private static void answer(HttpServerResponse response, Standing standing) {
        response.putHeader("Upload-Offset", Long.toString(standing.received()));
        Json.send(
                response,
                standing.stored() ? 201 : 202,
                Json.object().put("stored", standing.stored()).put("received", standing.received()));
    }
}
