package io.trainyard.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.standalone.client.RunJson;
import io.trainyard.standalone.client.RunView;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter written = new StringWriter();
    private final PrintWriter out = new PrintWriter(written);

    @Test
    void barsAreDrawnOverTheirOwnLines() {
        Progress progress = new BarProgress(out, 100);
        List<RunView> runs =
                List.of(RunView.of(RunJson.run("a", "queued", 1)), RunView.of(RunJson.run("b", "queued", 1)));

        progress.show(runs);
        String first = written.toString();
        progress.show(runs);
        String second = written.toString().substring(first.length());

        assertThat(first).doesNotContain("\u001b[2A");
        assertThat(second).startsWith("\u001b[2A");
        assertThat(second.substring("\u001b[2A".length())).isEqualTo(first);
    }

    @Test
    void changedStatusIsWrittenAtOnce() {
        Progress progress = new LineProgress(out, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

        progress.show(List.of(RunView.of(RunJson.run("a", "queued", 1))));
        progress.show(List.of(RunView.of(RunJson.run("a", "running", 2))));

        assertThat(written.toString().lines()).containsExactly("run a  waits for a worker", "run a  starts");
    }

    @Test
    void progressIsWrittenSeldom() {
        SettableClock clock = new SettableClock();
        Progress progress = new LineProgress(out, clock);

        for (int step = 0; step < 12; step++) {
            progress.show(List.of(RunView.of(RunJson.progressing(RunJson.run("a", "running", step), 1, step, 12))));
            clock.now = clock.now.plus(Duration.ofSeconds(1));
        }

        assertThat(written.toString().lines()).hasSize(3);
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
