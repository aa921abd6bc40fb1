package io.trainyard.worker;

import io.trainyard.configuration.Configuration;
import io.trainyard.worker.supervision.WorkerSupervisor;
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

    /** Starts a process for each slot; the first one has the worker's own name and spool. */
    static List<WorkerSupervisor> startSlots(Configuration configuration) {
        WorkerSettings worker = WorkerConfiguration.settings(configuration, HostFacts.hostName());
        return IntStream.rangeClosed(1, worker.slots())
                .mapToObj(slot -> startSlot(configuration, worker, slot))
                .toList();
    }

    private static WorkerSupervisor startSlot(Configuration configuration, WorkerSettings worker, int slot) {
        String name = slot == 1 ? worker.name().value() : worker.name() + "-" + slot;
        Path spool =
                slot == 1 ? worker.spoolDirectory() : worker.spoolDirectory().resolve("slot-" + slot);
        configuration
                .with("name", Optional.of(name))
                .with("spool", Optional.of(spool.toString()))
                .with("slots", Optional.of("1"))
                // What the tracker tells is known by now.
                .with("server", Optional.of(""));
        WorkerSettings own = WorkerConfiguration.settings(configuration, name);
        return WorkerSupervisor.start(new WorkerSupervisor.Plan(
                own.name(),
                spool,
                spool,
                WorkerConfiguration.ENVIRONMENT_PREFIX,
                configuration.asEnvironment(WorkerConfiguration.ENVIRONMENT_PREFIX),
                List.of(),
                own.stop().drain(),
                Optional.empty()));
    }
}
