package io.trainyard.engine.choice;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** What other processes do on this machine. */
@FunctionalInterface
interface OtherWork {
    /** Nothing, or nothing that can be seen. */
    OtherWork NONE = () -> 0;

    /** Nanoseconds of all cores' time that others have had, from any moment on. */
    long nanos();

    /** By the kernel's account of the whole machine, less what this process has had. Elsewhere than on Linux none is seen. */
    static OtherWork ofMachine() {
        Path account = Path.of("/proc/stat");
        if (!Files.isReadable(account)
                || !(ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system)) return NONE;
        return () -> {
            try {
                return busyNanos(Files.readString(account)) - system.getProcessCpuTime();
            } catch (IOException e) {
                return 0;
            }
        };
    }

    /**
     * What all cores have worked since the machine was started.
     *
     * @param account as /proc/stat has it: user, nice, system, idle, waiting, interrupts, soft interrupts and stolen time, in
     *     hundredths of a second
     */
    static long busyNanos(String account) {
        long nanosPerTick = 10_000_000;
        String[] ticks = account.lines().findFirst().orElse("").split("\\s+", -1);
        return nanosPerTick
                * IntStream.of(1, 2, 3, 6, 7, 8)
                        .filter(column -> column < ticks.length)
                        .mapToLong(column -> Long.parseLong(ticks[column]))
                        .sum();
    }
}
