package io.trainyard.tracker;

import io.trainyard.configuration.InvalidConfigurationException;
import io.trainyard.configuration.ProgramOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program of a tracker: reads its settings and serves until it is told to end. */
@Command(
        name = "tracker",
        description = "Queues experiments, keeps what workers report, and serves the web pages and the API.",
        footer = {
            "",
            "Every setting can also be given in the environment as TRAINYARD_TRACKER_<SETTING>;",
            "tracker.yaml in the program's jar documents all of them."
        })
public final class TrackerMain implements Callable<Integer> {
    @Mixin
    private ProgramOptions options = new ProgramOptions();

    public static void main(String[] arguments) {
        int status = ProgramOptions.commandLine(new TrackerMain(), new TrackerUserCommand())
                .execute(arguments);
        if (status != 0) System.exit(status);
    }

    @Override
    public Integer call() throws InterruptedException {
        Tracker tracker = start(TrackerConfiguration.settings(options.override(
                TrackerConfiguration.defaults(), TrackerConfiguration.ENVIRONMENT_PREFIX, System.getenv())));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    tracker.close();
                    stopped.countDown();
                }));
        stopped.await();
        return CommandLine.ExitCode.OK;
    }

    private static Tracker start(TrackerSettings settings) {
        try {
            return Tracker.start(settings);
        } catch (NoAdministratorException e) {
            throw new InvalidConfigurationException(String.valueOf(e.getMessage()));
        }
    }
}
