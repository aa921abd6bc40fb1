package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.tracker.search.FilterParser;
import io.trainyard.tracker.search.GroupKey;
import io.trainyard.tracker.search.InvalidFilterException;
import io.trainyard.tracker.storage.GroupQueries;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Runs put together by what they have in common, as a table shows them, or a map of two parameters. */
final class GroupHandler {
    private static final int MAX_KEYS = 3;
    private static final int MAX_METRICS = 20;
    private static final int MAX_GROUPS = 1000;

    private final Backend backend;

    GroupHandler(Backend backend) {
        this.backend = backend;
    }

    void list(RoutingContext context) {
        Query query = Query.of(
                context, "by", "metrics", "limit", "experiment", "status", "text", "ids", "filter", "archived");
        List<String> by = query.list("by", MAX_KEYS);
        if (by.isEmpty()) throw HttpProblem.badRequest("by", "must name what to put runs together by");
        GroupQueries.Question question = new GroupQueries.Question(
                RunHandler.filter(query),
                by.stream().map(GroupHandler::key).toList(),
                query.list("metrics", MAX_METRICS),
                query.integer("limit", 100, 1, MAX_GROUPS));
        backend.answerMuch(context, SearchHandler.limited(tx -> {
            ObjectNode answer = GroupQueries.read(tx, question);
            by.forEach(answer.putArray("by")::add);
            return answer;
        }));
    }

    /** The field of this name, if runs can be put together by it. */
    static GroupKey key(String text) {
        try {
            return GroupKey.of(FilterParser.field(text))
                    .orElseThrow(() -> wrong(text, "is nothing that several runs have in common"));
        } catch (InvalidFilterException mistake) {
            throw wrong(text, "is nothing that runs have");
        }
    }

    private static HttpProblem wrong(String text, String why) {
        return HttpProblem.badRequest(
                "by",
                "names '" + Excerpt.of(text) + "', which " + why + "; what can be named is params.NAME, tags.NAME, "
                        + String.join(", ", GroupKey.attributes()));
    }
}
