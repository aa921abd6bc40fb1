package io.trainyard.tracker.http;

import io.trainyard.contract.validation.Excerpt;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The query parameters of one request, read strictly: an unknown, repeated or wrong one is refused by name. */
final class Query {
    private static final int MAX_LENGTH = 40_000;
    private final MultiMap parameters;
    private final Set<String> known;

    private Query(MultiMap parameters, Set<String> known) {
        this.parameters = parameters;
        this.known = known;
    }

    static Query of(RoutingContext context, String... names) {
        Query query = new Query(context.queryParams(), Set.of(names));
        for (String name : query.parameters.names()) query.check(name);
        return query;
    }

    private void check(String name) {
        if (!known.contains(name))
            throw HttpProblem.badRequest(
                    name,
                    "is not a parameter here; known are "
                            + String.join(", ", known.stream().sorted().toList()));
        List<String> values = parameters.getAll(name);
        if (values.size() > 1) throw HttpProblem.badRequest(name, "is given more than once");
        if (values.getFirst().codePoints().anyMatch(Character::isISOControl))
            throw HttpProblem.badRequest(name, "must not contain control characters, such as U+0000");
        if (values.getFirst().length() > MAX_LENGTH) throw HttpProblem.badRequest(name, "is too long");
    }

    /** Empty also for a parameter without a value. */
    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    /** As it was given, blanks and all, so that places in it are those of the client; empty if it is missing. */
    String rawText(String name) {
        return Optional.ofNullable(parameters.get(name)).orElse("");
    }

    int integer(String name, int fallback, int min, int max) {
        long value = longInteger(name).orElse((long) fallback);
        if (value < min || value > max)
            throw HttpProblem.badRequest(name, "must be from " + min + " to " + max + ", but is " + value);
        return (int) value;
    }

    Optional<Long> longInteger(String name) {
        return text(name).map(value -> {
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException e) {
                throw HttpProblem.badRequest(name, "must be a whole number, but is '" + Excerpt.of(value) + "'");
            }
        });
    }

    boolean flag(String name) {
        return text(name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default ->
                        throw HttpProblem.badRequest(name, "must be true or false, but is '" + Excerpt.of(value) + "'");
                })
                .orElse(false);
    }

    /** The items between the commas. */
    List<String> list(String name, int max) {
        List<String> items = text(name)
                .map(value -> Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .distinct()
                        .toList())
                .orElse(List.of());
        if (items.size() > max) throw HttpProblem.badRequest(name, "must be at most " + max + " items");
        return items;
    }

    String choice(String name, List<String> choices, String fallback) {
        String value = text(name).orElse(fallback);
        if (!choices.contains(value))
            throw HttpProblem.badRequest(
                    name, "is '" + Excerpt.of(value) + "', but must be one of " + String.join(", ", choices));
        return value;
    }
}
