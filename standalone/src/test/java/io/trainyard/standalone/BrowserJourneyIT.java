package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BrowserJourneyIT {
    /** From the form to the file: the steps are in {@code web-ui/e2e/journey.mjs}. */
    @Test
    @Timeout(480)
    void researcherQueuesWatchesComparesAndDownloadsInTheBrowser(@TempDir Path home) throws Exception {
        try (ServerProcess server = ServerProcess.start(home)) {
            Path output = home.resolve("journey.log");
            ProcessBuilder journey = new ProcessBuilder("node", "--test", "--test-reporter=spec", "e2e/journey.mjs")
                    .directory(Path.of("..", "web-ui").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            journey.environment().put("TRAINYARD_URL", server.url());
            Process process = journey.start();

            assertThat(process.waitFor(7, TimeUnit.MINUTES)).as("journey ended").isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        }
    }
}
