package io.trainyard.tracker.http;

import io.trainyard.tracker.storage.IdempotencyRepository;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header by which a client marks the repetitions of one request. */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");

    private IdempotencyKey() {}

    static Optional<IdempotencyRepository.Key> of(RoutingContext context) {
        String name = context.request().getHeader(HEADER);
        if (name == null) return Optional.empty();
        if (!VISIBLE.matcher(name).matches())
            throw HttpProblem.badRequest(HEADER, "must be 1 to 255 visible ASCII characters");
        return Optional.of(new IdempotencyRepository.Key(
                name, digest(context.body().buffer().getBytes())));
    }

    private static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
