package io.trainyard.standalone;

import io.trainyard.standalone.client.RunView;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.standalone.client.TrackerClient.QueuedExperiment;
import io.trainyard.standalone.client.TrackerProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = "Queues an experiment at a running tracker.",
        footer = {
            ExitCodes.EXPLAINED,
            "Example: trainyard run --preset small-cnn --epochs 5 --set optimizer.learningRate=0.05 --watch"
        })
final class QueueCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions clientOptions = new ClientOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A YAML or JSON file that holds an experiment, or a single run.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "Instead of a file: a single run of a network known by name, such as small-cnn.")
    private Optional<String> preset = Optional.empty();

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description =
                    "The data set of every run, a built-in one or one of your own. Default: what the file says; mnist with"
                            + " --preset.")
    private Optional<String> dataset = Optional.empty();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "The epochs of every run. Default: what the file says, else 1.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets any other field of every run, by its path, as in --set optimizer.momentum=0.9; may be"
                    + " given several times.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(names = "--watch", description = "Follow the runs until all have ended; fails if one did.")
    private boolean watch;

    QueueCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TrackerProblem {
        if (file.isPresent() == preset.isPresent())
            throw new ParameterException(spec.commandLine(), "Name either a FILE or a --preset.");
        ExperimentDocument document = preset.isPresent()
                ? ExperimentDocument.preset(preset.get())
                : ExperimentDocument.read(file.orElseThrow());
        if (dataset.isPresent()) document.setInEveryRun("dataset.name", dataset.get());
        if (epochs.isPresent()) document.setInEveryRun("epochs", epochs.get().toString());
        document.setInEveryRun(values);
        try (TrackerClient client = clientOptions.client(surroundings)) {
            QueuedExperiment experiment = client.queue(document.queued());
            PrintWriter out = spec.commandLine().getOut();
            out.println("Queued experiment " + experiment.id() + " with "
                    + experiment.runs().size() + (experiment.runs().size() == 1 ? " run: " : " runs: ")
                    + client.pageOf(experiment.id()));
            out.flush();
            return watch ? watch(client, experiment) : ExitCodes.OK;
        }
    }

    private int watch(TrackerClient client, QueuedExperiment experiment)
            throws IOException, InterruptedException, TrackerProblem {
        List<RunView> runs = ExperimentFollower.follow(client, experiment, Output.progress(spec, surroundings));
        return Output.conclude(spec, runs);
    }
}
