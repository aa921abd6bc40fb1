package io.trainyard.worker.supervision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a worker's process ended.
 *
 * @param status that it ended with
 * @param crashFile what Java wrote of a crash, if it did
 * @param memoryRanOut whether the kernel killed some process for want of memory meanwhile
 */
record ProcessDeath(int status, Optional<Path> crashFile, boolean memoryRanOut) {
    private static final int SIGNALLED = 128;
    private static final int SIGKILL = 9;

    /** Signals that a program brings upon itself. */
    private static final Map<Integer, String> FAULTS =
            Map.of(4, "SIGILL", 5, "SIGTRAP", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 11, "SIGSEGV", 31, "SIGSYS");

    private static final int HEAD_LINES = 400;
    private static final int EXCERPT_LINES = 50;

    /** Whether the process came to its end as it was asked to. */
    boolean isOrderly() {
        return status == 0;
    }

    /**
     * What the process died of, if that was its own doing. Someone else may kill it, too: that says nothing about the run that
     * it trained.
     */
    Optional<String> crash() {
        if (memoryRanOut && status == SIGNALLED + SIGKILL)
            return Optional.of("The kernel killed the worker's process because the machine's memory ran out");
        String signal = FAULTS.get(status - SIGNALLED);
        if (signal == null && crashFile.isEmpty()) return Optional.empty();
        String what = crashFile.flatMap(ProcessDeath::signalOf).orElse(signal == null ? "status " + status : signal);
        return Optional.of("The worker's process crashed (" + what + ")");
    }

    /**
     * The lines of the crash file that tell what happened and where: its head and the stacks of native and Java code. What
     * follows is about the machine.
     */
    List<String> excerpt() throws IOException {
        if (crashFile.isEmpty()) return List.of();
        try (Stream<String> lines = Files.lines(crashFile.get(), StandardCharsets.ISO_8859_1)) {
            return lines.limit(HEAD_LINES)
                    .takeWhile(line ->
                            !line.startsWith("Registers:") && !line.startsWith("---------------  P R O C E S S"))
                    .map(line -> line.replaceAll("\\p{Cntrl}", " ").stripTrailing())
                    .filter(line -> !line.isBlank() && !line.equals("#"))
                    .limit(EXCERPT_LINES)
                    .toList();
        }
    }

    /** Such as {@code SIGSEGV} from the line {@code #  SIGSEGV (0xb) at pc=…}: the status only tells that Java then aborted. */
    private static Optional<String> signalOf(Path crashFile) {
        try (Stream<String> lines = Files.lines(crashFile, StandardCharsets.ISO_8859_1)) {
            return lines.limit(HEAD_LINES)
                    .filter(line -> line.startsWith("#  SIG"))
                    .map(line -> line.substring(3).split(" ", 2)[0])
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
