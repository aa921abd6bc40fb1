package io.trainyard.tracker;

import io.trainyard.tracker.TrackerConfiguration.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with settings that differ from the defaults")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    @SuppressWarnings("unused") // read by picocli
    private boolean help;

    public static void main(String[] arguments) {
        int status = new CommandLine(new TrackerMain()).execute(arguments);
        if (status != 0) System.exit(status);
    }

    @Override
    public Integer call() throws InterruptedException {
        Tracker tracker = Tracker.start(settings());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    tracker.close();
                    stopped.countDown();
                }));
        stopped.await();
        return CommandLine.ExitCode.OK;
    }

    private TrackerSettings settings() {
        try {
            TrackerConfiguration configuration = TrackerConfiguration.defaults();
            if (config.isPresent()) configuration.withYaml(config.get().toString(), Files.readString(config.get()));
            return configuration.withEnvironment(System.getenv()).settings();
        } catch (InvalidConfigurationException e) {
            throw new CommandLine.ParameterException(command.commandLine(), e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "the settings cannot be read: " + config.orElseThrow(), e);
        }
    }
}
