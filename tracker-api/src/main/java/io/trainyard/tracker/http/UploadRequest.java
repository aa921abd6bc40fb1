package io.trainyard.tracker.http;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.tracker.files.StoredPath;
import io.trainyard.tracker.files.Upload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PUT of a file says before its content: the whole file's digest ({@code Repr-Digest}, RFC 9530) and which part of it
 * comes ({@code Content-Range}); the whole where that is missing, nothing where it only asks how far the file has come.
 *
 * @param start of what comes
 * @param end of what comes, beyond its last byte; {@code start} for a question
 */
record UploadRequest(Upload upload, long start, long end) {
    private static final Pattern DIGEST = Pattern.compile("sha-256=:([A-Za-z0-9+/]{43}=):");
    private static final Pattern PART = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final Pattern QUESTION = Pattern.compile("bytes \\*/(\\d{1,18})");

    static UploadRequest of(RoutingContext context) {
        HttpServerRequest request = context.request();
        StoredPath path = path(context);
        String sha256 = digest(request);
        String range = request.getHeader("Content-Range");
        if (range == null) {
            long bytes = length(request);
            return new UploadRequest(new Upload(path, positive(bytes), sha256), 0, bytes);
        }
        Matcher question = QUESTION.matcher(range);
        if (question.matches())
            return new UploadRequest(new Upload(path, positive(Long.parseLong(question.group(1))), sha256), 0, 0);
        Matcher part = PART.matcher(range);
        if (!part.matches())
            throw HttpProblem.badRequest(
                    "Content-Range",
                    "must be such as 'bytes 0-99/250', or 'bytes */250' to ask how far the file has come");
        long start = Long.parseLong(part.group(1));
        long end = Long.parseLong(part.group(2)) + 1;
        long bytes = Long.parseLong(part.group(3));
        if (start >= end || end > bytes)
            throw HttpProblem.badRequest("Content-Range", "names bytes that are not within the file");
        if (request.getHeader("Content-Length") != null && length(request) != end - start)
            throw HttpProblem.badRequest("Content-Range", "names other bytes than Content-Length counts");
        return new UploadRequest(new Upload(path, bytes, sha256), start, end);
    }

    boolean isQuestion() {
        return start == end;
    }

    /** The path that a request's address names. */
    static StoredPath path(RoutingContext context) {
        String name = context.pathParam("name");
        if (!StoredPath.isName(name))
            throw HttpProblem.badRequest(
                    "name",
                    "must have letters, digits, dots, dashes and underscores, at most 200, and no dot in front");
        return new StoredPath(run(context), attempt(context), name);
    }

    static RunId run(RoutingContext context) {
        String id = context.pathParam("id");
        try {
            return new RunId(id);
        } catch (InvalidSpecException noId) {
            throw RunHandler.missing(id);
        }
    }

    private static AttemptId attempt(RoutingContext context) {
        String id = context.pathParam("attempt");
        try {
            return new AttemptId(id);
        } catch (InvalidSpecException noId) {
            throw HttpProblem.notFound("attempt", Excerpt.of(id));
        }
    }

    private static String digest(HttpServerRequest request) {
        String header = request.getHeader("Repr-Digest");
        Matcher digest = DIGEST.matcher(header == null ? "" : header);
        if (!digest.matches())
            throw HttpProblem.badRequest(
                    "Repr-Digest", "must be the whole file's, such as 'sha-256=:…:' with 44 characters");
        return HexFormat.of().formatHex(Base64.getDecoder().decode(digest.group(1)));
    }

    private static long length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length == null || !length.matches("\\d{1,18}"))
            throw new HttpProblem(411, "How long the file is must be said, by Content-Length or by Content-Range");
        return Long.parseLong(length);
    }

    private static long positive(long bytes) {
        if (bytes == 0) throw HttpProblem.badRequest("body", "must not be empty");
        return bytes;
    }
}
