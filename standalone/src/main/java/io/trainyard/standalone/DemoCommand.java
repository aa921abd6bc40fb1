package io.trainyard.standalone;

import io.trainyard.standalone.client.RunView;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.standalone.client.TrackerClient.QueuedExperiment;
import io.trainyard.standalone.client.TrackerProblem;
import io.trainyard.standalone.demo.DemoExperiment;
import io.trainyard.standalone.demo.DemoReport;
import io.trainyard.standalone.home.Holder;
import io.trainyard.standalone.home.Home;
import io.trainyard.standalone.home.HomeInUseException;
import io.trainyard.standalone.home.HomeLock;
import io.trainyard.tracker.ListenAddress;
import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.http.HttpAccess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Shows Trainyard at work: starts it, trains two networks of equal size on digits, each with the"
                + " pixels in order and permuted, and writes the comparison as CSV. A Trainyard that already runs on"
                + " the home is used instead of a new one.",
        footer = ExitCodes.EXPLAINED)
final class DemoCommand implements Callable<Integer> {
    private static final ListenAddress HOST = ListenAddress.of("127.0.0.1");
    private static final String DATASET = "mnist";
    private static final String DATASET_WITHOUT_FILES = "synthetic-digits";

    private final Programs programs;
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HomeOptions homeOptions = new HomeOptions();

    @Mixin
    private TokenOptions tokenOptions = new TokenOptions();

    @Mixin
    private HomeOptions.Data dataOptions = new HomeOptions.Data();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The tracker's port. Default: 8080, or any free one if that is in use.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Epochs of each run. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "comparison.csv",
            description = "Where the comparison of the runs goes. Default: ${DEFAULT-VALUE}.")
    private Path report = Path.of("");

    @Option(
            names = "--stay",
            description = "Keep everything running afterwards, so that the runs can be looked at in a browser.")
    private boolean stay;

    DemoCommand(Programs programs, Surroundings surroundings) {
        this.programs = programs;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, HomeInUseException, InterruptedException, TrackerProblem {
        Home home = homeOptions.home(surroundings);
        Optional<Path> data = dataOptions.directory(surroundings);
        try (HomeLock lock = HomeLock.acquire(home, data)) {
            return demonstrateOnNewServer(home, data, lock);
        } catch (HomeInUseException e) {
            Holder holder = e.holder().filter(other -> other.url().isPresent()).orElseThrow(() -> e);
            say("Using the Trainyard that runs at " + holder.url().orElseThrow());
            return demonstrate(holder.url().orElseThrow(), dataset(home, holder.data()));
        }
    }

    private int demonstrateOnNewServer(Home home, Optional<Path> data, HomeLock lock)
            throws IOException, InterruptedException, TrackerProblem {
        say("Starting PostgreSQL, Kafka, the tracker and a worker in " + home.directory());
        int trackerPort = port.isPresent() ? port.get() : Ports.isFree(HOST, 8080) ? 8080 : 0;
        if (!Ports.isFree(HOST, trackerPort))
            throw new IOException("port " + trackerPort + " is in use: choose another one with --port");
        ServerSettings settings = new ServerSettings(
                home, HOST.host(), trackerPort, 1, false, data, Admission.THIS_MACHINE, HttpAccess.DIRECT);
        try (RunningServer server = programs.server().start(settings)) {
            lock.publish(server.url());
            int exitCode = demonstrate(server.url(), dataset(home, data));
            if (stay) {
                say("Trainyard stays at " + server.url() + "; Ctrl-C stops it.");
                server.awaitStop();
            }
            return exitCode;
        }
    }

    private int demonstrate(String url, String dataset) throws IOException, InterruptedException, TrackerProblem {
        try (TrackerClient client = new TrackerClient(url, tokenOptions.token(surroundings))) {
            QueuedExperiment experiment = client.queue(DemoExperiment.of(dataset, epochs));
            say("Watch the runs at " + client.pageOf(experiment.id()));
            List<RunView> runs = ExperimentFollower.follow(client, experiment, Output.progress(spec, surroundings));
            say("");
            DemoReport.table(runs).lines().forEach(this::say);
            say("");
            DemoReport.finding(runs).ifPresent(this::say);
            client.downloadComparison(experiment.id(), report);
            say("The comparison is in " + report.toAbsolutePath().normalize());
            return Output.conclude(spec, runs);
        }
    }

    /** A folder that was named must hold the data: only where nobody named one may other data stand in. */
    private String dataset(Home home, Optional<Path> data) throws InterruptedException {
        if (data.isPresent() || programs.data().isAvailable(DATASET, data, home.datasets())) return DATASET;
        say("No MNIST here (--data DIR would name a folder with it) and no download within reach: training on "
                + DATASET_WITHOUT_FILES + " instead.");
        return DATASET_WITHOUT_FILES;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
