package io.trainyard.standalone;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.embedded.KafkaBroker;
import io.trainyard.embedded.RunningPostgres;
import io.trainyard.standalone.client.TrackerExamination;
import io.trainyard.standalone.home.Home;
import io.trainyard.tracker.TrackerDoctor;
import io.trainyard.tracker.diagnosis.Finding;
import io.trainyard.tracker.diagnosis.Finding.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = "Looks for what is wrong with an installation, and says what to do. Changes nothing.",
        footer = {
            "",
            "Without --config and --server the home is looked at.",
            "",
            "Exit codes: 0 nothing is wrong; 1 something is, as the text says; 2 wrong option or argument."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HomeOptions homeOptions = new HomeOptions();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings of a tracker that is started alone, on the machine that it runs on.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "A tracker, as a worker on this machine would meet it.")
    private Optional<String> server = Optional.empty();

    @Mixin
    private TokenOptions tokenOptions = new TokenOptions();

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        if (config.isPresent()) findings.addAll(TrackerDoctor.examine(config.get(), surroundings.environment()));
        if (server.isPresent())
            findings.addAll(new TrackerExamination(server.get(), tokenOptions.token(surroundings)).findings());
        if (config.isEmpty() && server.isEmpty()) findings.addAll(ofHome(homeOptions.home(surroundings)));
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> print(out, finding));
        out.flush();
        return findings.stream().anyMatch(finding -> finding.level() == Level.PROBLEM)
                ? ExitCodes.FAILED
                : ExitCodes.OK;
    }

    private static void print(PrintWriter out, Finding finding) {
        String sign = switch (finding.level()) {
            case GOOD -> "ok     ";
            case WARNING -> "warning";
            case PROBLEM -> "PROBLEM";
        };
        out.println(sign + "  " + finding.what());
        if (!finding.remedy().isEmpty()) out.println("         -> " + finding.remedy());
    }

    private static List<Finding> ofHome(Home home) throws IOException {
        if (!Files.isDirectory(home.directory()))
            return List.of(Finding.warning(
                    "there is no home " + home.directory(), "'trainyard up' makes it; or name another with --home"));
        List<Finding> findings = new ArrayList<>(List.of(access(home.directory())));
        findings.addAll(TrackerDoctor.examine(home.artifacts()));
        Optional<RunningPostgres> postgres =
                Files.isDirectory(home.postgres()) ? RunningPostgres.on(home.postgres()) : Optional.empty();
        if (postgres.isEmpty()) {
            findings.add(Finding.warning(
                    "no Trainyard runs on " + home.directory() + ", and its services cannot be looked at",
                    "start it with 'trainyard up', and ask again"));
            return findings;
        }
        RunningPostgres running = postgres.get();
        findings.addAll(TrackerDoctor.examine(running.jdbcUrl(), running.user(), running.password(), kafka(home)));
        return findings;
    }

    private static Finding access(Path home) throws IOException {
        String access = PosixFilePermissions.toString(Files.getPosixFilePermissions(home));
        return access.equals("rwx------")
                ? Finding.good("the home " + home + " is its owner's alone")
                : Finding.problem(
                        "the home " + home + " is open to others, " + access,
                        "chmod 700 it: passwords lie in it; 'trainyard up' does so at its start");
    }

    private static KafkaConnection kafka(Home home) throws IOException {
        Properties login = new Properties();
        try (Reader reader = Files.newBufferedReader(KafkaBroker.clientProperties(home.kafka()))) {
            login.load(reader);
        }
        Map<String, String> properties = new TreeMap<>();
        login.forEach((name, value) -> properties.put(name.toString(), value.toString()));
        return new KafkaConnection(properties.getOrDefault("bootstrap.servers", ""), properties);
    }
}
