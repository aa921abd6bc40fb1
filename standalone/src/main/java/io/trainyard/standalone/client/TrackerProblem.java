package io.trainyard.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.validation.FieldError;
import java.util.List;

/** The tracker refused a request and said why: a status and, where a form would show them, the fields that are wrong. */
public final class TrackerProblem extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<FieldError> errors;

    TrackerProblem(int status, String message, List<FieldError> errors) {
        super(message);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    /** Reads a problem document of RFC 9457; whatever else the body holds, the status is told. */
    static TrackerProblem of(int status, JsonNode body) {
        String title = body.path("title").asText("the tracker answered with status " + status);
        String detail = body.path("detail").asText("");
        List<FieldError> errors = body.path("errors")
                .valueStream()
                .map(error -> new FieldError(
                        error.path("field").asText(""), error.path("message").asText("")))
                .toList();
        return new TrackerProblem(
                status, detail.isEmpty() || detail.equals(title) ? title : title + ": " + detail, errors);
    }

    public int status() {
        return status;
    }

    public List<FieldError> errors() {
        return errors;
    }
}
