package io.trainyard.benchmarks.chaos;

import io.trainyard.benchmarks.chaos.Journal.Kind;
import io.trainyard.benchmarks.chaos.Recoveries.Times;
import io.trainyard.benchmarks.chaos.Recoveries.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The figures of one time of chaos, as tables. */
final class Report {
    private Report() {}

    static String of(Services services, Journal journal, Recoveries recoveries, Users users) {
        List<String> lines = new ArrayList<>(List.of("| what was done | times |", "| --- | ---: |"));
        for (Map.Entry<Kind, Integer> entry : journal.counts().entrySet())
            lines.add("| %s | %d |".formatted(entry.getKey().text(), entry.getValue()));
        lines.addAll(List.of(
                "",
                "| what went on again | n | p50, s | p99, s | longest, s |",
                "| --- | ---: | ---: | ---: | ---: |"));
        for (What what : What.values()) {
            Times times = recoveries.times().getOrDefault(what, new Times(List.of(), List.of()));
            lines.add(row(what.text(), times.alone()));
            lines.add(row("the same among other faults", times.amongOthers()));
        }
        lines.addAll(List.of("", "| runs | |", "| --- | ---: |"));
        lines.add("| queued | %d |".formatted(users.queued().size()));
        lines.add("| deleted by users | %d |".formatted(users.deleted().size()));
        for (List<String> row : services.rows("SELECT status, count(*) FROM run GROUP BY status ORDER BY status"))
            lines.add("| %s | %s |".formatted(row.getFirst(), row.getLast()));
        for (List<String> row : services.rows("SELECT state, count(*) FROM attempt GROUP BY state ORDER BY state"))
            lines.add("| attempts %s | %s |".formatted(row.getFirst(), row.getLast()));
        return String.join(System.lineSeparator(), lines);
    }

    private static String row(String text, List<Long> millis) {
        if (millis.isEmpty()) return "| %s | 0 | | | |".formatted(text);
        return "| %s | %d | %.1f | %.1f | %.1f |"
                .formatted(
                        text,
                        millis.size(),
                        Times.quantile(millis, 0.5) / 1e3,
                        Times.quantile(millis, 0.99) / 1e3,
                        millis.getLast() / 1e3);
    }
}
