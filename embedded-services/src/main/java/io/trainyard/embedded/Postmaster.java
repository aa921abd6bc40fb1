package io.trainyard.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The main process of a PostgreSQL cluster, found through the pid file in the cluster's directory. It is a process of
 * its own and outlives a JVM that was killed, still holding the directory that the next JVM wants.
 */
record Postmaster(Path cluster) {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    /** Lines of the pid file before the one with the state, as PostgreSQL's miscadmin.h (LOCK_FILE_LINE_PM_STATUS) has it. */
    private static final int STATUS_LINE = 7;

    /** Stops the process if it runs; afterwards nothing keeps a new one from starting on the same cluster. */
    void stopIfRunning() throws IOException {
        if (!Files.exists(pidFile())) {
            return;
        }
        Optional<ProcessHandle> process = process();
        if (process.isPresent()) {
            stop(process.get());
        } else if (!isPidUnused()) {
            // The pid now belongs to an unrelated process, and PostgreSQL refuses to start while that one lives.
            Files.deleteIfExists(pidFile());
        }
    }

    private void stop(ProcessHandle process) throws IOException {
        // SIGINT asks for a fast shutdown: sessions are cut off, and data is flushed. pg_ctl would refuse to run as
        // root.
        new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        while (process.isAlive() && Files.exists(pidFile())) {
            if (System.nanoTime() > deadline) {
                throw new IOException("PostgreSQL process " + process.pid() + " did not stop within " + STOP_TIMEOUT);
            }
            pause();
        }
    }

    /** The running process, provided that it works in this cluster's directory and did not merely inherit the pid. */
    private Optional<ProcessHandle> process() throws IOException {
        return pid().flatMap(ProcessHandle::of).filter(this::worksInCluster);
    }

    private boolean worksInCluster(ProcessHandle process) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), cluster);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isPidUnused() throws IOException {
        return pid().map(pid -> ProcessHandle.of(pid).isEmpty()).orElse(false);
    }

    /** Whether a server runs on this cluster and accepts connections: it says so in the last line of its pid file. */
    boolean isReady() {
        try {
            return Files.exists(pidFile())
                    && process().isPresent()
                    && Files.readAllLines(pidFile()).stream()
                            .skip(STATUS_LINE)
                            .anyMatch(status -> status.strip().equals("ready"));
        } catch (IOException e) {
            // The server writes or removes the file just now.
            return false;
        }
    }

    private Optional<Long> pid() throws IOException {
        try (var lines = Files.lines(pidFile())) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (NumberFormatException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was stopping", e);
        }
    }
}
