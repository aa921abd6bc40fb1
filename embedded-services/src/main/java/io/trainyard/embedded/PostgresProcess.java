package io.trainyard.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server that runs as a child of this process and ends with it, whatever way that ends. */
final class PostgresProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);
    private static final int REMEMBERED_LINES = 20;

    /**
     * Runs the server until it ends or until nobody holds the other end of standard input any more: the system closes that
     * end also for a process that was killed. SIGINT then asks for a fast shutdown: sessions are cut off, data is flushed.
     */
    private static final String GUARD = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            server=$!
            { while read -r line; do :; done; kill -INT "$server"; } <&3 >/dev/null 2>&1 &
            guard=$!
            exec 3<&-
            wait "$server"
            status=$?
            kill "$guard" 2>/dev/null
            exit "$status"
            """;

    private final Process guard;
    private final Thread output;
    private final Deque<String> lastLines = new ArrayDeque<>();

    private PostgresProcess(Process guard) {
        this.guard = guard;
        this.output = Thread.ofPlatform().name("postgres-output").daemon().unstarted(this::logOutput);
    }

    /**
     * Starts the server and returns when it accepts connections.
     *
     * @param isReady whether it does
     */
    static PostgresProcess start(List<String> serverCommand, BooleanSupplier isReady) throws IOException {
        // A session of its own, so that Ctrl-C in a terminal reaches this process only: it decides in which order
        // things end.
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", GUARD, "postgres"));
        command.addAll(serverCommand);
        PostgresProcess process = new PostgresProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
        process.output.start();
        try {
            process.await(isReady);
            return process;
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private void await(BooleanSupplier isReady) throws IOException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!isReady.getAsBoolean()) {
            if (hasEnded(POLL_INTERVAL)) {
                joinOutput();
                throw new IOException("PostgreSQL ended with " + guard.exitValue() + ": " + lastLines());
            }
            if (System.nanoTime() > deadline)
                throw new IOException("PostgreSQL was not ready within " + START_TIMEOUT + ": " + lastLines());
        }
    }

    private void logOutput() {
        try (BufferedReader lines = guard.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LOG.info(line);
                remember(line);
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the output of PostgreSQL cannot be read");
        }
    }

    private synchronized void remember(String line) {
        lastLines.add(line);
        if (lastLines.size() > REMEMBERED_LINES) lastLines.removeFirst();
    }

    private synchronized String lastLines() {
        return String.join(System.lineSeparator(), lastLines);
    }

    private boolean hasEnded(Duration patience) throws IOException {
        try {
            return guard.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was starting or stopping", e);
        }
    }

    private void joinOutput() throws IOException {
        try {
            output.join(POLL_INTERVAL.multipliedBy(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was starting", e);
        }
    }

    /** Cuts off open sessions, flushes the data and returns when the server has ended. */
    @Override
    public void close() throws IOException {
        guard.getOutputStream().close();
        if (!hasEnded(STOP_TIMEOUT))
            throw new IOException("PostgreSQL did not stop within " + STOP_TIMEOUT + ": " + lastLines());
    }
}
