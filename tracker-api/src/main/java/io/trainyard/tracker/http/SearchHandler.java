package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.validation.Spelling;
import io.trainyard.tracker.search.Completion;
import io.trainyard.tracker.search.Field;
import io.trainyard.tracker.search.Filter;
import io.trainyard.tracker.search.FilterParser;
import io.trainyard.tracker.search.FilterParser.Mention;
import io.trainyard.tracker.search.InvalidFilterException;
import io.trainyard.tracker.search.Suggestions;
import io.trainyard.tracker.storage.SearchQueries;
import io.trainyard.tracker.storage.Transaction;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What helps somebody who writes a filter: what may come next, and what is wrong with it so far. */
final class SearchHandler {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MAX_ITEMS = 30;
    private static final int MAX_NAMES = 2000;

    private final Backend backend;

    SearchHandler(Backend backend) {
        this.backend = backend;
    }

    /** The filter in a request. */
    static Optional<Filter> filter(Query query) {
        return query.text("filter").map(FilterParser::parse);
    }

    /** A search may be anything: one that takes too long is ended, so that it does not stand before others. */
    static <T> Function<Transaction, T> limited(Function<Transaction, T> reading) {
        return tx -> {
            tx.limit(LONGEST);
            return reading.apply(tx);
        };
    }

    static void put(ObjectNode error, InvalidFilterException mistake) {
        error.put("column", mistake.column())
                .put("length", mistake.length())
                .put("meant", mistake.meant().orElse(null));
    }

    void complete(RoutingContext context) {
        Query query = Query.of(context, "filter", "at");
        String text = query.rawText("filter");
        int place = query.integer("at", text.length(), 0, text.length());
        Completion completion = Completion.at(text, place);
        backend.answer(context, limited(tx -> {
            ObjectNode answer = Json.object().put("from", completion.from()).put("to", completion.to());
            ArrayNode items = answer.putArray("items");
            Suggestions.of(completion, names(tx), MAX_ITEMS)
                    .forEach(each -> items.addObject()
                            .put("text", each.text())
                            .put("kind", each.kind().word()));
            answer.set("problem", problem(tx, text));
            return answer;
        }));
    }

    private static Suggestions.Names names(Transaction tx) {
        return new Suggestions.Names() {
            @Override
            public List<String> metrics(String part, int limit) {
                return SearchQueries.metrics(tx, part, limit);
            }

            @Override
            public List<String> parameters(String part, int limit) {
                return SearchQueries.parameters(tx, part, limit);
            }

            @Override
            public List<String> tags(String part, int limit) {
                return SearchQueries.tags(tx, part, limit);
            }

            @Override
            public List<String> values(Field field, String part, int limit) {
                return SearchQueries.values(tx, field, part, limit);
            }
        };
    }

    /** A mistake, or a name that no run has: a filter with that is right, and finds nothing. */
    private static JsonNode problem(Transaction tx, String text) {
        if (text.isBlank()) return Json.NODES.nullNode();
        try {
            for (Mention mention : FilterParser.parseWithPlaces(text).mentions()) {
                Optional<ObjectNode> unknown = unknown(tx, mention);
                if (unknown.isPresent()) return unknown.get();
            }
            return Json.NODES.nullNode();
        } catch (InvalidFilterException mistake) {
            ObjectNode problem =
                    Json.object().put("message", mistake.sentence()).put("refused", true);
            put(problem, mistake);
            return problem;
        }
    }

    private static Optional<ObjectNode> unknown(Transaction tx, Mention mention) {
        return switch (mention.field()) {
            case Field.Metric(String name, var summary) ->
                unknown(mention, "metric", name, SearchQueries.metrics(tx, "", MAX_NAMES));
            case Field.Parameter(String name) ->
                unknown(mention, "parameter", name, SearchQueries.parameters(tx, "", MAX_NAMES));
            case Field.Tag _, Field.Attribute _ -> Optional.empty();
        };
    }

    private static Optional<ObjectNode> unknown(Mention mention, String kind, String name, List<String> known) {
        if (known.contains(name) || known.size() == MAX_NAMES) return Optional.empty();
        Optional<String> meant = Spelling.nearest(name, known)
                .or(() -> known.stream()
                        .filter(other -> other.startsWith(name))
                        .min(Comparator.comparingInt(String::length)))
                .map(near -> Suggestions.path(kind, near));
        String message = "column " + mention.column() + ": no run has a " + kind + " '" + name + "'"
                + meant.map(guess -> "; did you mean " + guess + "?").orElse("");
        return Optional.of(Json.object()
                .put("message", message)
                .put("refused", false)
                .put("column", mention.column())
                .put("length", mention.length())
                .put("meant", meant.orElse(null)));
    }
}
