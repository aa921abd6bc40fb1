package io.trainyard.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The program in a process of its own, as a user has it. It works in a folder, and what it prints goes into a file there. */
final class MainProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private MainProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static MainProcess start(Path directory, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "io.trainyard.standalone.Main"));
        command.addAll(List.of(arguments));
        Files.createDirectories(directory);
        Path log = directory.resolve(arguments[0] + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new MainProcess(builder.start(), log);
    }

    /** The processes that it has started, and they in turn. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    int awaitExitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) throw new AssertionError("the process does not end");
        return process.exitValue();
    }

    /** Like {@code kill -9}: nothing of the process gets to say goodbye. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Like Ctrl-C. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("the process did not stop", e);
        } catch (InterruptedException | ExecutionException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }
}
