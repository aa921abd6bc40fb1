package io.trainyard.worker;

import io.trainyard.configuration.Configuration;
import io.trainyard.contract.WorkerName;
import io.trainyard.worker.supervision.WorkerSupervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Workers in processes of their own: one process a slot, so that no run can take another one down with it. */
public final class WorkerProcesses {
    private WorkerProcesses() {}

    /**
     * Starts a worker for a program that keeps everything in one folder.
     *
     * @param settings those of {@code worker.yaml} that differ from the defaults
     * @param logs folder for the worker's log, its output and its crash files
     */
    public static WorkerSupervisor start(Map<String, String> settings, Path logs) {
        Configuration configuration = configuration(settings);
        WorkerSettings worker = WorkerConfiguration.settings(configuration, HostFacts.hostName());
        return WorkerSupervisor.start(new WorkerSupervisor.Plan(
                worker.name(),
                worker.kafka().installation(),
                worker.spoolDirectory(),
                logs,
                WorkerConfiguration.ENVIRONMENT_PREFIX,
                configuration.asEnvironment(WorkerConfiguration.ENVIRONMENT_PREFIX),
                List.of(
                        "-Dlogback.configurationFile=logback-home.xml",
                        "-Dtrainyard.logs=" + logs,
                        "-Dtrainyard.log=" + worker.name()),
                worker.stop().drain(),
                Optional.of(logs.resolve(worker.name() + ".out"))));
    }

    /** Starts a worker with the same settings in this process. */
    public static Worker startHere(Map<String, String> settings) {
        return Worker.start(WorkerConfiguration.settings(configuration(settings), HostFacts.hostName()));
    }

    private static Configuration configuration(Map<String, String> settings) {
        Configuration configuration = WorkerConfiguration.defaults();
        settings.forEach((key, value) -> configuration.with(key, Optional.of(value)));
        return configuration;
    }

    /** A worker of a program that has several. */
    private record Slot(WorkerName name, Path spool) {}

    /**
     * Starts a process for each slot; the first one has the worker's own name and spool. Those that the tracker does not know
     * yet are enrolled before, where it asks for that.
     */
    static List<WorkerSupervisor> startSlots(Configuration configuration) throws IOException, InterruptedException {
        WorkerSettings worker = WorkerConfiguration.settings(configuration, HostFacts.hostName());
        List<Slot> slots = IntStream.rangeClosed(1, worker.slots())
                .mapToObj(number -> slot(worker, number))
                .toList();
        Optional<String> token = configuration.secret("enrolment_token");
        Optional<String> server = configuration.text("server");
        if (token.isPresent() && server.isPresent()) {
            Enrolment enrolment = new Enrolment(server.get(), token.get());
            for (Slot slot : slots) enrolment.of(slot.name(), slot.spool());
        }
        return slots.stream().map(slot -> start(configuration, slot)).toList();
    }

    private static Slot slot(WorkerSettings worker, int number) {
        return number == 1
                ? new Slot(worker.name(), worker.spoolDirectory())
                : new Slot(
                        new WorkerName(worker.name() + "-" + number),
                        worker.spoolDirectory().resolve("slot-" + number));
    }

    private static WorkerSupervisor start(Configuration configuration, Slot slot) {
        String name = slot.name().value();
        Path spool = slot.spool();
        configuration
                .with("name", Optional.of(name))
                .with("spool", Optional.of(spool.toString()))
                // The worker has a secret of its own by now.
                .with("enrolment_token", Optional.of(""))
                .with("enrolment_token_file", Optional.of(""))
                .with("slots", Optional.of("1"))
                // What the tracker tells is known by now.
                .with("server", Optional.of(""));
        WorkerSettings own = WorkerConfiguration.settings(configuration, name);
        return WorkerSupervisor.start(new WorkerSupervisor.Plan(
                own.name(),
                own.kafka().installation(),
                spool,
                spool,
                WorkerConfiguration.ENVIRONMENT_PREFIX,
                configuration.asEnvironment(WorkerConfiguration.ENVIRONMENT_PREFIX),
                List.of(),
                own.stop().drain(),
                Optional.empty()));
    }
}
