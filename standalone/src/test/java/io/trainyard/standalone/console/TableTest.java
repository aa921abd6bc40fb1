package io.trainyard.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.standalone.console.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table = new Table(List.of(Column.text("run"), Column.number("accuracy")));

        table.row("small-cnn", "95.1 %").row("fc", "86.0 %");

        assertThat(table.lines())
                .containsExactly(
                        "run        accuracy", // heading
                        "─────────  ────────",
                        "small-cnn    95.1 %",
                        "fc           86.0 %");
    }
}
