package io.trainyard.standalone.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows under headings, every column as wide as its widest cell. */
public final class Table {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A heading, and the side that its cells keep to. */
    public record Column(String heading, Side side) {
        public static Column text(String heading) {
            return new Column(heading, Side.LEFT);
        }

        public static Column number(String heading) {
            return new Column(heading, Side.RIGHT);
        }
    }

    public enum Side {
        LEFT,
        RIGHT
    }

    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    public Table row(String... cells) {
        if (cells.length != columns.size())
            throw new IllegalArgumentException(columns.size() + " cells a row, but were " + cells.length);
        rows.add(List.of(cells));
        return this;
    }

    /** Heading, rule and rows, without line ends and without blanks at the ends. */
    public List<String> lines() {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) widths.add(width(i));
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::heading).toList(), widths));
        lines.add(widths.stream().map("─"::repeat).collect(Collectors.joining(GAP)));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int width(int column) {
        int heading = columns.get(column).heading().length();
        return rows.stream().mapToInt(row -> row.get(column).length()).reduce(heading, Math::max);
    }

    private String line(List<String> cells, List<Integer> widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String blank = " ".repeat(widths.get(i) - cells.get(i).length());
            padded.add(columns.get(i).side() == Side.LEFT ? cells.get(i) + blank : blank + cells.get(i));
        }
        return String.join(GAP, padded).stripTrailing();
    }
}
