package io.trainyard.benchmarks.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts a fleet, lets users train on it, first in peace and then while it is broken at random, mends it, and holds it to its
 * promises: every run ends; every epoch is there once; the weights are the same bits as in peace; nothing is left under way, in
 * files or in processes; and no worker loses a run by what happens to trackers, database or Kafka.
 */
public final class Chaos {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path directory;
    private final long seed;
    private final Duration time;

    Chaos(Path directory, long seed, Duration time) {
        this.directory = directory;
        this.seed = seed;
        this.time = time;
    }

    /** What came of it: the figures, and every promise that was not kept. */
    record Outcome(String figures, List<String> broken) {}

    /** What can be chosen. */
    @Command(
            name = "chaos",
            mixinStandardHelpOptions = true,
            description = "Breaks a fleet of real processes at random.")
    private static final class Options implements Callable<Integer> {
        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "1",
                description = "What is broken in which order; ${DEFAULT-VALUE} by default.")
        private long seed;

        @Option(
                names = "--minutes",
                paramLabel = "M",
                defaultValue = "5",
                description = "How long the faults go on; ${DEFAULT-VALUE} by default.")
        private double minutes;

        @Override
        public Integer call() throws Exception {
            Path directory = Files.createTempDirectory("trainyard-chaos");
            Outcome outcome = new Chaos(directory, seed, Duration.ofMillis((long) (minutes * 60_000))).run();
            System.out.println(System.lineSeparator() + outcome.figures() + System.lineSeparator());
            outcome.broken().forEach(promise -> System.out.println("NOT KEPT: " + promise));
            if (!outcome.broken().isEmpty()) {
                System.out.println("the logs are in " + directory);
                return CommandLine.ExitCode.SOFTWARE;
            }
            PathUtils.deleteDirectory(directory);
            System.out.println("every promise was kept");
            return CommandLine.ExitCode.OK;
        }
    }

    /** The status is 1 if a promise was not kept. */
    public static void main(String[] args) {
        // Kafka leaves threads behind.
        System.exit(new CommandLine(new Options()).execute(args));
    }

    Outcome run() throws Exception {
        try (Services services = new Services(directory)) {
            Verdict verdict;
            String figures;
            try (Fleet fleet = new Fleet(directory, services);
                    Api api = new Api(fleet.urls())) {
                fleet.startTrackers();
                awaitTrackers(fleet, api);
                fleet.startWorkers();
                Users users = new Users(api, services, seed);
                verdict = new Verdict(services, fleet, api, users);
                Map<Integer, byte[]> undisturbed = inPeace(services, api, users, verdict);
                Journal journal = new Journal();
                Recoveries recoveries = new Recoveries(services, api, journal);
                Faults faults = new Faults(services, fleet, journal, recoveries, seed);
                users.come();
                faults.rage(time);
                users.leave();
                awaitTrackers(fleet, api);
                verdict.awaitQuiet();
                verdict.judge(journal, undisturbed, faults.malformedReports());
                figures = Report.of(services, journal, recoveries, users);
            }
            verdict.judgeRemains(directory);
            return new Outcome(figures, verdict.broken());
        }
    }

    private static void awaitTrackers(Fleet fleet, Api api) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (String tracker : fleet.urls()) {
            while (!isReady(tracker, api)) {
                if (System.nanoTime() > end) throw new IllegalStateException(tracker + " does not become ready");
                Thread.sleep(LOOK);
            }
        }
    }

    private static boolean isReady(String tracker, Api api) throws InterruptedException {
        try {
            return api.ask(tracker, "/readyz").path("status").asText().equals("ready");
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    /** Trains each variant while nothing is broken, once each; returns their weights. */
    private static Map<Integer, byte[]> inPeace(Services services, Api api, Users users, Verdict verdict)
            throws InterruptedException {
        for (int variant = 0; variant < Users.VARIANTS; variant++) users.queue(variant, 2);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!services.text("SELECT count(*) FROM run WHERE status = 'completed'")
                .equals("" + Users.VARIANTS)) {
            if (System.nanoTime() > end) throw new IllegalStateException("runs do not end even in peace");
            Thread.sleep(LOOK);
        }
        verdict.judgePeace();
        Map<Integer, byte[]> weights = new HashMap<>();
        for (Map.Entry<String, Integer> run : users.queued().entrySet())
            weights.put(run.getValue(), api.weights(run.getKey()));
        return weights;
    }
}
