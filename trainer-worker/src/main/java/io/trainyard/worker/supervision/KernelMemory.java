package io.trainyard.worker.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the kernel tells about the processes that it killed for want of memory. */
final class KernelMemory {
    private static final Path STATISTICS = Path.of("/proc/vmstat");
    private static final String KILLS = "oom_kill ";

    private KernelMemory() {}

    /** How many there have been since the machine started; 0 where the kernel does not tell. */
    static long kills() {
        try (Stream<String> lines = Files.lines(STATISTICS)) {
            return lines.filter(line -> line.startsWith(KILLS))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(KILLS.length()).strip()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
