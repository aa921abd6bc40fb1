package io.trainyard.worker;

import io.trainyard.configuration.Configuration;
import io.trainyard.configuration.ProgramOptions;
import io.trainyard.worker.supervision.Guardian;
import io.trainyard.worker.supervision.WorkerSupervisor;
import java.io.IOException;
import java.util.List;
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

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The folder of a 'trainyard up' on this machine, whose files the worker then shares.")
    private Optional<String> home = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "The worker's name; by default the machine's.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--slots", paramLabel = "N", description = "Runs trained at the same time; 1 by default.")
    private Optional<String> slots = Optional.empty();

    @Option(names = "--data", paramLabel = "FOLDER", description = "Data sets as they are distributed.")
    private Optional<String> data = Optional.empty();

    @Option(
            names = "--artifacts",
            paramLabel = "FOLDER",
            description = "Checkpoints and models, where all workers and the tracker share a folder."
                    + " Without it they are sent to the tracker that --server names.")
    private Optional<String> artifacts = Optional.empty();

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            description = "When told to stop, go on for so long at most, until each run has ended and saved its epoch.")
    private Optional<String> drain = Optional.empty();

    @Option(
            names = "--exit-when-idle",
            paramLabel = "SECONDS",
            description = "End when there was no run to train for so long.")
    private Optional<String> exitWhenIdle = Optional.empty();

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "A label that runs can ask for, such as rack=a. Can be given several times.")
    private List<String> labels = List.of();

    @Option(names = "--supervised", hidden = true, description = "Ends with the process that has started this one.")
    private boolean supervised;

    public static void main(String[] arguments) {
        int status = ProgramOptions.commandLine(new WorkerMain()).execute(arguments);
        if (status != 0) System.exit(status);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return supervised ? train() : supervise();
    }

    /** Trains in processes that this one watches. */
    private int supervise() throws IOException, InterruptedException {
        List<WorkerSupervisor> slots = WorkerProcesses.startSlots(configuration());
        Thread stop = Thread.ofPlatform().name("shutdown").unstarted(() -> close(slots));
        Runtime.getRuntime().addShutdownHook(stop);
        // One that cannot start ends all, with its status.
        for (WorkerSupervisor slot : slots)
            slot.whenEnded(status -> {
                if (status != CommandLine.ExitCode.OK) close(slots);
            });
        int worst = CommandLine.ExitCode.OK;
        for (WorkerSupervisor slot : slots) worst = Math.max(worst, slot.awaitEnd());
        return worst;
    }

    private static void close(List<WorkerSupervisor> slots) {
        List<Thread> closing = slots.stream()
                .map(slot -> Thread.ofPlatform().name("stop-slot").start(slot::close))
                .toList();
        try {
            for (Thread thread : closing) thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Trains in this process. */
    private int train() throws IOException, InterruptedException {
        Guardian.watchParent();
        Worker.requireDevice();
        Worker worker = Worker.start(WorkerConfiguration.settings(configuration(), HostFacts.hostName()));
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(worker::close));
        worker.awaitStop();
        return worker.hangs() ? HANGS : CommandLine.ExitCode.OK;
    }

    private Configuration configuration() throws IOException, InterruptedException {
        Configuration configuration = options.override(
                        WorkerConfiguration.defaults(), WorkerConfiguration.ENVIRONMENT_PREFIX, System.getenv())
                .with("server", server)
                .with("home", home)
                .with("name", name)
                .with("slots", slots)
                .with("data", data)
                .with("artifacts", artifacts)
                .with("drain_seconds", drain)
                .with("exit_when_idle_seconds", exitWhenIdle)
                .with("labels", Optional.of(String.join(",", labels)).filter(given -> !given.isEmpty()));
        LocalHome local = LocalHome.of(configuration, System.getenv());
        local.complete(configuration, WorkerConfiguration.name(configuration, HostFacts.hostName()));
        return TrackerTerms.complete(configuration, local);
    }
}
