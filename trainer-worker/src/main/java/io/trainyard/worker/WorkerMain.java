package io.trainyard.worker;

import io.trainyard.configuration.Configuration;
import io.trainyard.configuration.ProgramOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program of a worker: reads its settings and trains until it is told to end. */
@Command(
        name = "worker",
        description = "Trains the runs of a tracker. Name the tracker with --server, or its Kafka in the settings.",
        footer = {
            "",
            "Every setting can also be given in the YAML file of --config or in the environment as",
            "TRAINYARD_WORKER_<SETTING>; worker.yaml in the program's jar documents all of them."
        })
public final class WorkerMain implements Callable<Integer> {
    /** A training thread hangs and the process must be replaced. */
    static final int HANGS = 4;

    @Mixin
    private ProgramOptions options = new ProgramOptions();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The tracker, which then tells where its Kafka is, such as http://127.0.0.1:8080.")
    private Optional<String> server = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "The worker's name; by default the machine's.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--slots", paramLabel = "N", description = "Runs trained at the same time; 1 by default.")
    private Optional<String> slots = Optional.empty();

    @Option(names = "--data", paramLabel = "FOLDER", description = "Data sets as they are distributed.")
    private Optional<String> data = Optional.empty();

    @Option(
            names = "--artifacts",
            paramLabel = "FOLDER",
            description = "Checkpoints and models; the same folder for all workers of a tracker.")
    private Optional<String> artifacts = Optional.empty();

    public static void main(String[] arguments) {
        int status = ProgramOptions.commandLine(new WorkerMain()).execute(arguments);
        if (status != 0) System.exit(status);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Worker.requireDevice();
        Worker worker = Worker.start(WorkerConfiguration.settings(configuration(), HostFacts.hostName()));
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(worker::close));
        worker.awaitStop();
        return worker.hangs() ? HANGS : CommandLine.ExitCode.OK;
    }

    private Configuration configuration() throws IOException, InterruptedException {
        return TrackerTerms.complete(options.override(
                        WorkerConfiguration.defaults(), WorkerConfiguration.ENVIRONMENT_PREFIX, System.getenv())
                .with("server", server)
                .with("name", name)
                .with("slots", slots)
                .with("data", data)
                .with("artifacts", artifacts));
    }
}
