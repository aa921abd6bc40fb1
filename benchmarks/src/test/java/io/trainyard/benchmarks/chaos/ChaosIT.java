package io.trainyard.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A little of what {@code ./trainyard chaos} does for as long as one likes. */
class ChaosIT {
    /** Workers and a tracker are killed within the time, and messages repeated and garbled. */
    private static final long SEED = 3;

    private static final Duration TIME = Duration.ofSeconds(75);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    @Timeout(600)
    void fleetThatIsBrokenAtRandomKeepsItsPromises() throws Exception {
        Chaos.Outcome outcome = new Chaos(directory, SEED, TIME).run();

        System.out.println(outcome.figures());
        assertThat(outcome.broken()).as("the logs are in " + directory).isEmpty();
    }
}
