package io.trainyard.worker.supervision;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a worker's process: the worker's program with the Java, the classes and the options of this process, so
 * that the cache of linked classes serves it, too.
 */
final class WorkerCommand {
    private static final String PROGRAM = "io.trainyard.worker.WorkerMain";
    private static final String SUPERVISED = "--supervised";

    /** What is this process's own business; a worker that has too little memory lives on and says so. */
    private static final List<String> NOT_INHERITED = List.of(
            "-XX:AOTCacheOutput",
            "-XX:ErrorFile",
            "-XX:+ExitOnOutOfMemoryError",
            "-agentlib:",
            "-Dlogback.configurationFile",
            "-Dtrainyard.log");

    /** As the launcher has it for workers, and says why. */
    private static final List<String> SMALL_HEAP = List.of("-XX:+UseSerialGC", "-Xmn32m");

    private WorkerCommand() {}

    /**
     * @param crashFile where Java writes what it died of; {@code %p} stands for its process
     * @param properties more options of Java
     */
    static List<String> of(Path crashFile, List<String> properties) {
        List<String> inherited = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> NOT_INHERITED.stream().noneMatch(option::startsWith))
                .toList();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(inherited);
        // Two collectors at a time are refused.
        if (inherited.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) command.addAll(SMALL_HEAP);
        // A core file would be as large as the worker's memory.
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:ErrorFile=" + crashFile);
        command.addAll(properties);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM, SUPERVISED));
        return command;
    }
}
