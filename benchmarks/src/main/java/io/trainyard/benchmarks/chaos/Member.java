package io.trainyard.benchmarks.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A tracker or a worker: one program that is started again and again in its own folder, and all processes that it starts. */
final class Member {
    private static final long STOP_SECONDS = 30;
    private static final List<String> JAVA_OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-modules=jdk.incubator.vector",
            "-Dorg.bytedeco.javacpp.logger=slf4j",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-Xmn32m");

    private final String name;
    private final Path folder;
    private final List<String> arguments;
    private final Map<String, String> environment;
    /** Held by whoever breaks it, until it is whole again. */
    private final Semaphore whole = new Semaphore(1);

    private @Nullable Process process;

    Member(String name, Path folder, Map<String, String> environment, String... arguments) {
        this.name = name;
        this.folder = folder;
        this.environment = environment;
        this.arguments = List.of(arguments);
    }

    String name() {
        return name;
    }

    Path folder() {
        return folder;
    }

    boolean tryBreak() {
        return whole.tryAcquire();
    }

    void mended() {
        whole.release();
    }

    synchronized void start() throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.trainyard.standalone.Main"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** Like a machine that is switched off. */
    synchronized void kill() throws InterruptedException {
        if (process == null) return;
        List<ProcessHandle> all = everything().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    /** Kills what it has started and leaves itself. */
    synchronized void killChildren() {
        if (process != null) process.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private synchronized void signal(String signal) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        everything().map(one -> Long.toString(one.pid())).forEach(command::add);
        // One of them may have ended just now.
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private Stream<ProcessHandle> everything() {
        Process running = process;
        return running == null ? Stream.empty() : Stream.concat(Stream.of(running.toHandle()), running.descendants());
    }

    /** Like Ctrl-C; whoever does not end in time is killed. */
    synchronized void stop() throws InterruptedException {
        if (process == null) return;
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) kill();
    }
}
