package io.trainyard.engine.choice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which processor this is. */
final class Processor {
    /** For people; empty where it cannot be told. */
    static final String MODEL = model();

    /** Model, number of its threads and Java's version: what a speed depends on. */
    static final String NAME = MODEL + ", " + Runtime.getRuntime().availableProcessors() + " threads, Java "
            + Runtime.version().feature();

    private Processor() {}

    private static String model() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch", ""));
        } catch (IOException e) {
            return System.getProperty("os.arch", "");
        }
    }
}
