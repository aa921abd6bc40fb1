package io.trainyard.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a main class in a JVM of its own, which a test can kill without a warning. */
final class ChildProgram {
    static final String READY = "READY";

    private ChildProgram() {}

    /** Starts the program and kills it as soon as it reports {@link #READY}. */
    static void killOnceReady(Class<?> mainClass, Path argument) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(Arrays.asList(mainClass.getName(), argument.toString()));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = child.inputReader()) {
            if (output.lines().noneMatch(READY::equals)) {
                throw new IOException(mainClass + " ended before it was ready");
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
