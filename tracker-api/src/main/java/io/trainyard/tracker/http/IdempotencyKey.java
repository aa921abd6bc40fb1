package io.trainyard.tracker.http;

import io.trainyard.contract.Sha256;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.tracker.storage.IdempotencyRepository;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
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
                name, Sha256.of(context.body().buffer().getBytes())));
    }

    /** The key came before, with another request. */
    static HttpProblem reused() {
        return new HttpProblem(
                422,
                "The key was sent before with another body",
                List.of(new FieldError(HEADER, "was sent before with another body")),
                Map.of());
    }
}
