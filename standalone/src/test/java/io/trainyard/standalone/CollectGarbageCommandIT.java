package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.standalone.client.FakeTracker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectGarbageCommandIT {
    private static final String PATH = "/api/v1/files/collect-garbage";

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private FakeTracker tracker;

    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        tracker = new FakeTracker();
        shell = new Shell(directory, tracker.url());
    }

    @AfterEach
    void stop() {
        tracker.close();
    }

    private int collect(String... options) {
        String[] arguments = new String[options.length + 5];
        arguments[0] = "collect-garbage";
        arguments[1] = "--server";
        arguments[2] = tracker.url();
        arguments[3] = "--home";
        arguments[4] = directory.toString();
        System.arraycopy(options, 0, arguments, 5, options.length);
        return shell.run(arguments);
    }

    @Test
    void whatWasDeletedIsSaid() {
        tracker.onJson(PATH, 200, "{\"dryRun\":false,\"files\":3,\"bytes\":4096}");

        assertThat(collect()).isZero();

        assertThat(shell.out()).contains("Deleted 3 files of 4096 bytes");
        assertThat(tracker.asked().getFirst().target()).isEqualTo(PATH + "?dryRun=false");
    }

    @Test
    void dryRunAsksOnly() {
        tracker.onJson(PATH, 200, "{\"dryRun\":true,\"files\":1,\"bytes\":7}");

        assertThat(collect("--dry-run")).isZero();

        assertThat(shell.out()).contains("Nobody needs 1 files of 7 bytes");
        assertThat(tracker.asked().getFirst().target()).isEqualTo(PATH + "?dryRun=true");
    }

    @Test
    void refusalOfTheTrackerIsSaid() {
        tracker.on(PATH, 409, "application/problem+json", "{\"detail\":\"no folder (setting artifacts)\"}");

        assertThat(collect()).isEqualTo(ExitCodes.FAILED);

        assertThat(shell.err()).contains("no folder (setting artifacts)");
    }
}
