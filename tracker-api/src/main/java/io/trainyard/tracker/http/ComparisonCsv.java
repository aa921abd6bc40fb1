package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.MetricNames;
import io.trainyard.tracker.statistics.Interval;
import io.trainyard.tracker.storage.HistoryQueries.HistoryRow;
import io.trainyard.tracker.storage.ReportQueries.Columns;
import io.trainyard.tracker.storage.SeedGroupQueries;
import io.trainyard.tracker.storage.SeedGroupQueries.Figures;
import io.trainyard.tracker.storage.SeedGroupQueries.Grouping;
import io.trainyard.tracker.storage.StepHistoryQueries;
import io.trainyard.tracker.storage.StepHistoryQueries.Epoch;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Runs and histories as CSV: RFC 4180, CRLF, UTF-8, numbers with a point and without rounding. */
final class ComparisonCsv {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\r\n").get();

    private ComparisonCsv() {}

    /** A column for every parameter and metric that any of the runs has. */
    static Buffer header(Columns columns) {
        return print(List.of(names(columns)));
    }

    /** One line for each run. */
    static Buffer runs(List<ObjectNode> runs, Columns columns) {
        return print(runs.stream().map(run -> line(run, columns)).toList());
    }

    static Buffer historyHeader() {
        return print(List.of(List.of("run_id", "run_name", "metric", "epoch", "value", "at")));
    }

    static Buffer history(List<HistoryRow> rows) {
        return print(rows.stream()
                .map(row -> List.of(
                        row.run(),
                        safe(row.runName()),
                        safe(row.metric()),
                        Integer.toString(row.key().epoch()),
                        Double.toString(row.value()),
                        row.at()))
                .toList());
    }

    static Buffer stepsHeader() {
        return print(List.of(List.of("run_id", "run_name", "metric", "epoch", "step", "value", "at")));
    }

    /** A line for each value; what is not finite is NaN, Infinity or -Infinity. */
    static Buffer steps(List<Epoch> epochs) {
        List<List<String>> lines = new ArrayList<>();
        for (Epoch epoch : epochs)
            for (StepHistoryQueries.Value value : epoch.values())
                lines.add(List.of(
                        epoch.run().id(),
                        safe(epoch.run().name()),
                        safe(epoch.metric()),
                        Integer.toString(epoch.key().epoch()),
                        Long.toString(value.step()),
                        Double.toString(value.value()),
                        value.at().toString()));
        return print(lines);
    }

    /** What the runs of a group have in common, and figures of each metric. */
    static Buffer groupHeader(Grouping grouping) {
        List<String> header = new ArrayList<>();
        for (String heading : grouping.headings()) header.add(safe(heading));
        header.addAll(List.of("metric", "runs"));
        for (String of : List.of("final", "best"))
            for (String figure : List.of("count", "mean", "deviation", "low", "high")) header.add(of + "." + figure);
        return print(List.of(header));
    }

    /** A line for each metric of each group; low and high are the ends of the 95 % interval of the mean. */
    static Buffer groups(List<SeedGroupQueries.Row> rows, Grouping grouping) {
        List<List<String>> lines = new ArrayList<>();
        for (SeedGroupQueries.Row row : rows) {
            List<String> line = new ArrayList<>();
            for (int i = 0; i < grouping.headings().size(); i++) line.add(cell(grouping.value(row, i)));
            line.add(safe(row.metric()));
            line.add(Long.toString(row.runs()));
            addFigures(line, row.last());
            addFigures(line, row.best());
            lines.add(line);
        }
        return print(lines);
    }

    private static void addFigures(List<String> line, Figures of) {
        line.add(Integer.toString(of.count()));
        line.add(of.count() == 0 ? "" : Double.toString(of.mean()));
        if (of.count() < 2) {
            line.addAll(List.of("", "", ""));
            return;
        }
        Interval interval = Interval.ofMean(of.count(), of.mean(), of.deviation());
        line.add(Double.toString(of.deviation()));
        line.add(Double.toString(interval.low()));
        line.add(Double.toString(interval.high()));
    }

    private static List<String> names(Columns columns) {
        List<String> header = new ArrayList<>(List.of("run_id", "run_name", "experiment", "status"));
        columns.parameters().forEach(name -> header.add("param." + name));
        for (String name : columns.metrics()) {
            header.add("metric." + name + ".final");
            header.add("metric." + name + ".best");
            header.add("metric." + name + ".best_epoch");
        }
        header.addAll(List.of(
                "duration_seconds",
                "images_per_second",
                "worker",
                "attempt",
                "device",
                "threads",
                "precision",
                "processor",
                "origin"));
        return header;
    }

    private static List<String> line(ObjectNode run, Columns columns) {
        List<String> line = new ArrayList<>();
        line.add(cell(run.path("id")));
        line.add(cell(run.path("name")));
        line.add(cell(run.path("experiment").path("name")));
        line.add(cell(run.path("status")));
        for (String name : columns.parameters())
            line.add(cell(run.path("parameters").path(name)));
        for (String name : columns.metrics()) {
            JsonNode metric = run.path("metrics").path(name);
            line.add(cell(metric.path("last")));
            line.add(cell(metric.path("best")));
            line.add(cell(metric.path("bestEpoch")));
        }
        line.add(cell(run.path("durationSeconds")));
        line.add(cell(run.path("metrics").path(MetricNames.IMAGES_PER_SECOND).path("last")));
        line.add(cell(run.path("worker")));
        line.add(cell(run.path("attempt")));
        for (String part : List.of("device", "threads", "precision", "processor"))
            line.add(cell(run.path("trainedOn").path(part)));
        line.add(cell(run.path("origin")));
        return line;
    }

    private static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) return "";
        return value.isTextual() ? safe(value.textValue()) : value.asText();
    }

    /**
     * Keeps a spreadsheet from taking a name for a formula, which could send data away when the file is opened. Spreadsheets
     * skip blanks and what cannot be seen before a formula, and some take the wide forms of the signs for the signs.
     */
    static String safe(String text) {
        if (text.isEmpty()) return text;
        boolean odd = Character.isISOControl(text.charAt(0));
        int start = 0;
        while (start < text.length() && isSkipped(text.codePointAt(start)))
            start += Character.charCount(text.codePointAt(start));
        if (start == text.length()) return odd ? "'" + text : text;
        String first = Character.toString(text.codePointAt(start));
        boolean formula = "=+-@\u2212".contains(Normalizer.normalize(first, Normalizer.Form.NFKC));
        return odd || formula ? "'" + text : text;
    }

    private static boolean isSkipped(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }

    private static Buffer print(List<List<String>> lines) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            for (List<String> line : lines) printer.printRecord(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(text.toString());
    }
}
