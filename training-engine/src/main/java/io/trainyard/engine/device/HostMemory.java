package io.trainyard.engine.device;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory this process may still take: what the machine has left, or its container, whichever is less. */
public final class HostMemory {
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
    private static final Path MACHINE = Path.of("/proc/meminfo");
    private static final Path CONTAINER = Path.of("/sys/fs/cgroup");

    private HostMemory() {}

    /** Bytes. */
    public static long free() {
        return Math.min(machine(), container(CONTAINER));
    }

    private static long machine() {
        try {
            Matcher matcher = AVAILABLE.matcher(Files.readString(MACHINE));
            if (matcher.find()) return 1024 * Long.parseLong(matcher.group(1));
        } catch (IOException e) {
            // No Linux: the JVM knows less exactly what is left.
        }
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getFreeMemorySize()
                : Long.MAX_VALUE;
    }

    /** Of control groups of version 2; what is in the file cache can be given back. */
    private static long container(Path folder) {
        OptionalLong limit = number(folder.resolve("memory.max"));
        OptionalLong used = number(folder.resolve("memory.current"));
        if (limit.isEmpty() || used.isEmpty()) return Long.MAX_VALUE;
        return Math.max(0, limit.getAsLong() - used.getAsLong() + cache(folder.resolve("memory.stat")));
    }

    private static long cache(Path statistics) {
        return lines(statistics).stream()
                .filter(line -> line.startsWith("inactive_file "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    private static OptionalLong number(Path file) {
        return lines(file).stream()
                .filter(line -> line.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
