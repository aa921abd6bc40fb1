package io.trainyard.standalone;

import io.trainyard.standalone.client.SealedReport;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.standalone.client.TrackerProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = "Writes runs that fit a filter, or their whole histories, into a CSV file.",
        footer = {
            ExitCodes.EXPLAINED,
            "Example: trainyard export \"tags.paper = 'one'\" --shape history --output one.csv"
        })
final class ExportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions clientOptions = new ClientOptions();

    @Mixin
    private ChosenRuns runs = new ChosenRuns();

    /** What a line is. */
    enum Shape {
        runs,
        grouped,
        history,
        steps
    }

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            description =
                    "runs: a line for each run with its parameters and results. grouped: a line for each metric of"
                            + " runs that differ in nothing but their seeds, with mean, deviation and 95 %% interval. history: a line"
                            + " for each value after an epoch. steps: a line for each value within epochs. Default: runs.")
    private Shape shape = Shape.runs;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write. It is there when it is whole. Default: the shape with .csv.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "COLUMNS",
            description =
                    "What the runs of a group have in common, instead of all but the seed: params.NAME, tags.NAME or"
                            + " another field that filters know, with commas between.")
    private String by = "";

    @Option(names = "--bom", description = "Begin with the mark by which spreadsheets know UTF-8.")
    private boolean bom;

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TrackerProblem {
        Map<String, String> parameters = runs.parameters();
        parameters.put("shape", shape.name());
        parameters.put("by", by);
        parameters.put("bom", bom ? "true" : "");
        parameters.put("checksum", "true");
        Path file = output.orElse(Path.of(shape + ".csv")).toAbsolutePath();
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try (TrackerClient client = clientOptions.client(surroundings)) {
            try (OutputStream out = Files.newOutputStream(beside)) {
                client.download(parameters, out);
            }
            SealedReport.open(beside);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        spec.commandLine().getOut().println("Wrote " + file + " (" + Files.size(file) + " bytes).");
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }
}
