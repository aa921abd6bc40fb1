package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.trainyard.tracker.search.GroupKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads groups of runs that have something in common, with the means of their metrics, some groups at a time. */
public final class SeedGroupQueries {
    /** What the runs of a recipe may differ in. */
    private static final String SEED = "seed";

    private static final String GROUPS = """
            SELECT min(id) AS first, key
            FROM chosen
            GROUP BY key
            HAVING min(id) > ?
            ORDER BY first
            LIMIT ?
            """;

    // A run that was repeated, with its seed, counts once, by the mean. What is not finite is left out. The sums are
    // made in
    // the order of the runs, so that they are the same each time.
    private static final String ROWS = """
            SELECT g.first, g.key, n.name, sum(o.runs) AS runs,
                   count(o.last) AS last_count, avg(o.last ORDER BY o.id) AS last_mean,
                   stddev_samp(o.last ORDER BY o.id) AS last_deviation,
                   count(o.best) AS best_count, avg(o.best ORDER BY o.id) AS best_mean,
                   stddev_samp(o.best ORDER BY o.id) AS best_deviation
            FROM (SELECT min(id) AS first, key FROM chosen GROUP BY key) g
            JOIN (SELECT c.key, min(c.id) AS id, s.metric_id, count(*) AS runs,
                         avg(s.last ORDER BY c.id) FILTER (WHERE abs(s.last) < 'Infinity') AS last,
                         avg(s.best ORDER BY c.id) FILTER (WHERE abs(s.best) < 'Infinity') AS best
                  FROM chosen c
                  JOIN run_metric s ON s.run_id = c.id
                  WHERE c.key = ANY (CAST(CAST(? AS text[]) AS jsonb[]))
                  GROUP BY c.key, c.parameters, s.metric_id) o ON o.key = g.key
            JOIN metric n ON n.id = o.metric_id
            GROUP BY g.first, g.key, n.name
            ORDER BY g.first, n.name
            """;

    /** A field that runs have in common, as it was named. */
    public record By(String name, GroupKey key) {}

    /**
     * How runs are put into groups.
     *
     * @param headings what is told of a group
     * @param by what its runs have in common; empty where they may differ in nothing but their seeds
     */
    public record Grouping(List<String> headings, List<By> by) {
        private static final String PARAMETER = "param.";

        public static Grouping byRecipe(Collection<String> parameters) {
            return new Grouping(
                    parameters.stream()
                            .filter(name -> !name.equals(SEED))
                            .map(PARAMETER::concat)
                            .toList(),
                    List.of());
        }

        public static Grouping of(List<By> by) {
            return new Grouping(by.stream().map(By::name).toList(), List.copyOf(by));
        }

        /** What a group has under a heading. */
        public JsonNode value(Row row, int heading) {
            return by.isEmpty()
                    ? row.key().path(headings.get(heading).substring(PARAMETER.length()))
                    : row.key().path(heading);
        }

        /** SQL of the runs that fit, with what puts them together. */
        private String chosen(RunFilter filter, List<Object> arguments) {
            List<String> values = new ArrayList<>();
            StringBuilder joins = new StringBuilder();
            for (By of : by) {
                String alias = "k" + values.size();
                values.add(of.key().value(alias));
                joins.append(of.key().join(alias, arguments)).append('\n');
            }
            String key = by.isEmpty()
                    ? "r.parameters - '" + SEED + "'"
                    : "jsonb_build_array(" + String.join(", ", values) + ")";
            return "WITH chosen AS MATERIALIZED (\nSELECT r.id, " + key + " AS key, r.parameters\nFROM run r\n" + joins
                    + filter.where(arguments) + ")\n";
        }
    }

    /** The values of the runs of a group; those of a seed that was repeated count once. */
    public record Figures(int count, double mean, double deviation) {}

    /**
     * One metric of one group.
     *
     * @param key what its runs have in common
     * @param runs that have the metric
     * @param last of the values after their last epochs
     * @param best of their best ones
     */
    public record Row(JsonNode key, String metric, long runs, Figures last, Figures best) {}

    /** Some groups, the first run of the last of them, and whether there may be more. */
    public record Part(List<Row> rows, long last, boolean more) {}

    private record Group(long first, String key) {}

    private SeedGroupQueries() {}

    /** The next groups in the order of their first runs. */
    public static Part next(Transaction tx, RunFilter filter, Grouping grouping, long after, int limit) {
        List<Object> chosen = new ArrayList<>();
        String sql = grouping.chosen(filter, chosen);
        List<Object> arguments = new ArrayList<>(chosen);
        arguments.addAll(List.of(after, limit));
        List<Group> groups = RowJson.query(
                tx, sql + GROUPS, arguments, row -> new Group(row.getLong("first"), row.getString("key")));
        if (groups.isEmpty()) return new Part(List.of(), after, false);
        chosen.add(groups.stream().map(Group::key).toList());
        List<Row> rows = RowJson.query(tx, sql + ROWS, chosen, SeedGroupQueries::row);
        return new Part(rows, groups.getLast().first(), groups.size() == limit);
    }

    private static Row row(ResultSet row) throws SQLException {
        JsonNode key = RowJson.tree(row, "key");
        return new Row(
                key == null ? NullNode.instance : key,
                row.getString("name"),
                row.getLong("runs"),
                figures(row, "last"),
                figures(row, "best"));
    }

    /** A mean of nothing, and a deviation of less than two, are not numbers. */
    private static Figures figures(ResultSet row, String of) throws SQLException {
        return new Figures(row.getInt(of + "_count"), number(row, of + "_mean"), number(row, of + "_deviation"));
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
