package io.trainyard.tracker.http;

import io.trainyard.contract.validation.FieldError;
import io.trainyard.tracker.search.InvalidFilterException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why a request is refused; {@link ProblemHandler} turns it into an answer. */
final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;
    private final transient Optional<InvalidFilterException> filter;

    HttpProblem(int status, String detail, List<FieldError> errors, Map<String, String> headers) {
        this(status, detail, errors, headers, Optional.empty());
    }

    private HttpProblem(
            int status,
            String detail,
            List<FieldError> errors,
            Map<String, String> headers,
            Optional<InvalidFilterException> filter) {
        // A refusal is an answer, not a defect: where it was made does not matter, and traces are dear.
        super(detail, null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
        this.filter = filter;
    }

    HttpProblem(int status, String detail) {
        this(status, detail, List.of(), Map.of());
    }

    static HttpProblem badRequest(String field, String message) {
        FieldError error = new FieldError(field, message);
        return new HttpProblem(400, error.field() + " " + error.message(), List.of(error), Map.of());
    }

    /** What was looked for cannot be understood; the answer tells where. */
    static HttpProblem of(InvalidFilterException filter) {
        FieldError error = new FieldError("filter", filter.sentence());
        return new HttpProblem(
                400, error.field() + ", " + error.message(), List.of(error), Map.of(), Optional.of(filter));
    }

    /** What is asked for goes beyond a limit. */
    static HttpProblem tooMuch(String field, String message) {
        FieldError error = new FieldError(field, message);
        return new HttpProblem(422, error.field() + " " + error.message(), List.of(error), Map.of());
    }

    /** The tracker has as much to do as it can do at a time; the same request may succeed a little later. */
    static HttpProblem busy(String detail) {
        return new HttpProblem(429, detail, List.of(), Map.of("Retry-After", "1"));
    }

    static HttpProblem notFound(String what, String id) {
        return new HttpProblem(404, "There is no " + what + " " + id);
    }

    static HttpProblem conflict(String detail) {
        return new HttpProblem(409, detail);
    }

    int status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    List<FieldError> errors() {
        return errors;
    }

    /** The mistake in a filter, if it is that which is refused. */
    Optional<InvalidFilterException> filter() {
        return filter;
    }

    /** Headers that belong to the refusal, such as {@code Allow}. */
    Map<String, String> headers() {
        return headers;
    }
}
