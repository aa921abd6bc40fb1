package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.configuration.ProgramOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WorkerMainTest {
    @Test
    void helpExplainsEveryOption() {
        StringWriter out = new StringWriter();

        int exitCode = ProgramOptions.commandLine(new WorkerMain())
                .setOut(new PrintWriter(out))
                .execute("--help");

        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .contains("--config", "--server", "--name", "--slots", "--data", "--artifacts", "TRAINYARD_WORKER_");
    }
}
