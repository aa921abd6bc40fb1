package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.search.GroupKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs put together by values that they have in common, with what their metrics are on average. */
public final class GroupQueries {
    private static final List<String> SUMMARIES = List.of("last", "best");

    /**
     * What is asked.
     *
     * @param runs which
     * @param keys what puts them together
     * @param metrics of which the mean is told
     * @param limit how many groups at most: the largest
     */
    public record Question(RunFilter runs, List<GroupKey> keys, List<String> metrics, int limit) {
        private List<String> aliases() {
            return IntStream.range(0, keys.size()).mapToObj(i -> "k" + i).toList();
        }

        private String values() {
            return IntStream.range(0, keys.size())
                    .mapToObj(i -> keys.get(i).value("k" + i) + " AS v" + i)
                    .collect(Collectors.joining(", "));
        }

        private String columns() {
            return IntStream.range(0, keys.size()).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        }

        /** SQL of the runs with their values. */
        private String found(List<Object> arguments) {
            StringBuilder sql = new StringBuilder("SELECT r.id, r.status, " + values() + "\nFROM run r\n");
            for (String alias : aliases())
                sql.append(keys.get(aliases().indexOf(alias)).join(alias, arguments))
                        .append('\n');
            return sql.append(runs.where(arguments)).toString();
        }
    }

    private GroupQueries() {}

    /** The groups, the largest first, and whether there are more of them. */
    public static ObjectNode read(Transaction tx, Question question) {
        Map<String, ObjectNode> groups = sizes(tx, question);
        boolean more = groups.size() > question.limit();
        if (more) groups.remove(List.copyOf(groups.keySet()).getLast());
        if (!question.metrics().isEmpty()) addMetrics(tx, question, groups);
        ObjectNode answer = RowJson.object();
        answer.putArray("items").addAll(groups.values());
        return answer.put("more", more);
    }

    private static Map<String, ObjectNode> sizes(Transaction tx, Question question) {
        List<Object> arguments = new ArrayList<>();
        String sql = """
                SELECT %1$s, count(*) AS runs, count(*) FILTER (WHERE status = 'completed') AS completed
                FROM (%2$s) found
                GROUP BY %1$s
                ORDER BY count(*) DESC, %1$s
                LIMIT ?
                """.formatted(question.columns(), question.found(arguments));
        arguments.add(question.limit() + 1);
        Map<String, ObjectNode> groups = new LinkedHashMap<>();
        for (ObjectNode group : RowJson.query(tx, sql, arguments, row -> group(row, question)))
            groups.put(group.path("values").toString(), group);
        return groups;
    }

    private static ObjectNode group(ResultSet row, Question question) throws SQLException {
        ObjectNode group = RowJson.object();
        ArrayNode values = values(row, question);
        group.set("values", values);
        List<String> conditions = IntStream.range(0, values.size())
                .mapToObj(i -> question.keys().get(i).condition(values.get(i)))
                .flatMap(condition -> condition.stream())
                .toList();
        group.put("filter", conditions.size() == values.size() ? String.join(" AND ", conditions) : null);
        group.put("runs", row.getLong("runs")).put("completed", row.getLong("completed"));
        group.putObject("metrics");
        return group;
    }

    private static ArrayNode values(ResultSet row, Question question) throws SQLException {
        ArrayNode values = RowJson.NODES.arrayNode();
        for (int i = 0; i < question.keys().size(); i++) values.add(RowJson.tree(row, "v" + i));
        return values;
    }

    private static void addMetrics(Transaction tx, Question question, Map<String, ObjectNode> groups) {
        List<Object> arguments = new ArrayList<>();
        String statistics = SUMMARIES.stream().map(GroupQueries::statistics).collect(Collectors.joining(",\n"));
        String sql = """
                SELECT %1$s, n.name, %2$s
                FROM (%3$s) found
                JOIN run_metric s ON s.run_id = found.id
                JOIN metric n ON n.id = s.metric_id AND n.name = ANY (?)
                GROUP BY %1$s, n.name
                """.formatted(question.columns(), statistics, question.found(arguments));
        arguments.add(question.metrics());
        RowJson.query(tx, sql, arguments, row -> {
            ObjectNode group = groups.get(values(row, question).toString());
            if (group == null) return false;
            ObjectNode metric = ((ObjectNode) group.path("metrics")).putObject(row.getString("name"));
            for (String summary : SUMMARIES) put(metric.putObject(summary), row, summary);
            return true;
        });
    }

    private static void put(ObjectNode statistics, ResultSet row, String summary) throws SQLException {
        statistics.put("runs", row.getLong(summary + "_runs"));
        for (String name : List.of("mean", "deviation", "min", "max"))
            statistics.set(name, RowJson.number(row, summary + "_" + name));
    }

    /** Of one of a metric's summaries, over those that are finite: PostgreSQL counts what is no number as greater than all numbers. */
    private static String statistics(String summary) {
        return """
                count(s.%1$s) FILTER (WHERE %2$s) AS %1$s_runs,
                avg(s.%1$s) FILTER (WHERE %2$s) AS %1$s_mean,
                stddev_samp(s.%1$s) FILTER (WHERE %2$s) AS %1$s_deviation,
                min(s.%1$s) FILTER (WHERE %2$s) AS %1$s_min,
                max(s.%1$s) FILTER (WHERE %2$s) AS %1$s_max""".formatted(
                        summary, "s.%1$s > '-Infinity'::float8 AND s.%1$s < 'Infinity'::float8".formatted(summary));
    }
}
