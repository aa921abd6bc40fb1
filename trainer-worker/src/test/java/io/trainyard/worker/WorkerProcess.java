package io.trainyard.worker;

import io.trainyard.contract.WorkerName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A worker in a JVM of its own, whose second epoch never ends: a test kills it. */
final class WorkerProcess {
    private WorkerProcess() {}

    static Process start(String bootstrapServers, Path home) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        bootstrapServers,
                        home.toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) {
        WorkerSettings settings = WorkerSettings.local(new WorkerName("killed"), arguments[0], Path.of(arguments[1]));
        Worker.start(settings, new FastTrainer(1)).awaitStop();
    }
}
