package io.trainyard.worker;

import io.trainyard.worker.WorkerConfiguration.InvalidConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program of a worker: reads its settings and trains until it is told to end. */
@Command(
        name = "worker",
        description = "Trains the runs of a tracker.",
        footer = {
            "",
            "Every setting can also be given in a YAML file or in the environment as TRAINYARD_WORKER_<SETTING>;",
            "worker.yaml in the program's jar documents all of them."
        })
public final class WorkerMain implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with settings that differ from the defaults")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "the worker's name; by default the machine's")
    private Optional<String> name = Optional.empty();

    @Option(names = "--slots", paramLabel = "N", description = "runs trained at the same time; 1 by default")
    private Optional<String> slots = Optional.empty();

    @Option(names = "--data", paramLabel = "FOLDER", description = "data sets as they are distributed")
    private Optional<String> data = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    @SuppressWarnings("unused") // read by picocli
    private boolean help;

    public static void main(String[] arguments) {
        int status = new CommandLine(new WorkerMain()).execute(arguments);
        if (status != 0) System.exit(status);
    }

    @Override
    public Integer call() {
        Worker worker = start();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(worker::close));
        worker.awaitStop();
        return CommandLine.ExitCode.OK;
    }

    private Worker start() {
        try {
            WorkerConfiguration configuration = WorkerConfiguration.defaults();
            if (config.isPresent()) configuration.withYaml(config.get().toString(), Files.readString(config.get()));
            return Worker.start(configuration
                    .withEnvironment(System.getenv())
                    .with("name", name)
                    .with("slots", slots)
                    .with("data", data)
                    .settings(HostFacts.hostName()));
        } catch (InvalidConfigurationException | UncheckedIOException e) {
            throw new CommandLine.ParameterException(command.commandLine(), e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "the settings cannot be read: " + config.orElseThrow(), e);
        }
    }
}
