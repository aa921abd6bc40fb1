package io.trainyard.tracker.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The browser's program, from the class path folder {@code web-ui/}. Its pages have addresses of their own, which all
 * answer with {@code index.html}; the files under {@code assets/} carry a hash in their name and never change.
 */
final class StaticFiles implements Handler<RoutingContext> {
    private static final String FOLDER = "web-ui";
    private static final String INDEX = "/index.html";
    /** Files that exist, so its size is that of the program. */
    private final Map<String, Buffer> cache = new ConcurrentHashMap<>();

    @Override
    public void handle(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.startsWith("/api/") || path.contains("..") || path.contains("\\")) {
            context.fail(404);
            return;
        }
        String file = path.substring(path.lastIndexOf('/') + 1).contains(".") ? path : INDEX;
        Buffer cached = cache.get(file);
        if (cached != null) {
            send(context, file, cached);
            return;
        }
        context.vertx().executeBlocking(() -> load(file), false).onComplete(loaded -> {
            if (loaded.failed()) context.fail(loaded.cause());
            else if (loaded.result().isEmpty()) context.fail(404);
            else send(context, file, loaded.result().get());
        });
    }

    private Optional<Buffer> load(String file) throws IOException {
        try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            if (in == null) return Optional.empty();
            Buffer content = Buffer.buffer(in.readAllBytes());
            cache.put(file, content);
            return Optional.of(content);
        }
    }

    private static void send(RoutingContext context, String file, Buffer content) {
        HttpServerResponse response = context.response();
        String type = MimeMapping.mimeTypeForFilename(file);
        boolean hashed = file.startsWith("/assets/");
        response.putHeader("Content-Type", type == null ? "application/octet-stream" : withCharset(type))
                .putHeader("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache")
                .end(content)
                .onFailure(gone -> {});
    }

    private static String withCharset(String type) {
        return type.startsWith("text/") ? type + "; charset=utf-8" : type;
    }
}
