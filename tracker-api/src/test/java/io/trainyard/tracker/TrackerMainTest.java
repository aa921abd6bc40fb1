package io.trainyard.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.configuration.ProgramOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TrackerMainTest {
    @Test
    void helpExplainsWhereSettingsComeFrom() {
        StringWriter out = new StringWriter();

        int exitCode = ProgramOptions.commandLine(new TrackerMain())
                .setOut(new PrintWriter(out))
                .execute("--help");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains("--config", "TRAINYARD_TRACKER_", "tracker.yaml");
    }
}
