package io.trainyard.worker.supervision;

import io.trainyard.contract.InstallationId;
import io.trainyard.contract.WorkerName;
import io.trainyard.worker.reporting.CrashReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one worker running in a process of its own: what a run does to that process, it does to no other run. A process that
 * dies is started again, after a pause that grows while it keeps dying, and the attempts that it died of are reported.
 */
public final class WorkerSupervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerSupervisor.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** A process that lived for so long had started well. */
    private static final Duration WELL_STARTED = Duration.ofSeconds(20);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final int KEPT_CRASH_FILES = 5;
    private static final int LAST_WORDS = 30;

    private final Plan plan;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Process process;
    private boolean stopped;

    /**
     * What is started, and where it leaves what.
     *
     * @param installation that the worker is of, if that is known
     * @param spool of the worker, where its reports wait
     * @param crashFiles folder for what Java writes of a crash
     * @param environment instead of every variable whose name begins with {@code variablePrefix}
     * @param properties options of Java for the process
     * @param drain how long the worker may go on when it is told to stop
     * @param output file that the process's output is added to; without it, it goes where this process's goes
     */
    public record Plan(
            WorkerName name,
            Optional<InstallationId> installation,
            Path spool,
            Path crashFiles,
            String variablePrefix,
            Map<String, String> environment,
            List<String> properties,
            Duration drain,
            Optional<Path> output) {}

    private WorkerSupervisor(Plan plan) {
        this.plan = plan;
        // The kernel ends a child when the thread that started it ends: this one lives as long as it is wanted.
        this.thread =
                Thread.ofPlatform().name("supervisor-" + plan.name()).daemon().unstarted(this::supervise);
    }

    public static WorkerSupervisor start(Plan plan) {
        WorkerSupervisor supervisor = new WorkerSupervisor(plan);
        supervisor.thread.start();
        return supervisor;
    }

    /**
     * The status that the worker ended with when it was finished, or was stopped, or could not start in the first place; it is
     * then not started again.
     */
    public int awaitEnd() {
        return end.join();
    }

    /** Calls on another thread, with the same status. */
    public void whenEnded(Consumer<Integer> listener) {
        var _ = end.thenAcceptAsync(listener);
    }

    /** What the process said last, where its output goes to a file. */
    public List<String> lastWords() {
        if (plan.output().isEmpty()) return List.of();
        try (Stream<String> lines = Files.lines(plan.output().get())) {
            List<String> all = lines.toList();
            return all.subList(Math.max(0, all.size() - LAST_WORDS), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    private void supervise() {
        Duration pause = FIRST_PAUSE;
        int status = 0;
        try {
            for (int starts = 1; ; starts++) {
                long startNanos = System.nanoTime();
                long kills = KernelMemory.kills();
                Process started = startUnlessStopped();
                if (started == null) return;
                status = started.waitFor();
                Duration lived = Duration.ofNanos(System.nanoTime() - startNanos);
                ProcessDeath death = new ProcessDeath(status, crashFile(started.pid()), KernelMemory.kills() > kills);
                death.crash().ifPresent(reason -> report(reason, death));
                if (isOver(death, starts, lived)) return;
                LOG.atWarn()
                        .addKeyValue("worker", plan.name())
                        .addKeyValue("status", status)
                        .addKeyValue("pauseMillis", pause.toMillis())
                        .log("the worker's process died and is started again");
                if (lived.compareTo(WELL_STARTED) > 0) pause = FIRST_PAUSE;
                if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) return;
                pause = longer(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            status = 1;
            LOG.atError().addKeyValue("worker", plan.name()).setCause(e).log("the worker's process cannot be started");
        } finally {
            end.complete(status);
        }
    }

    /** A worker that cannot start says why, and would say it again. */
    private boolean isOver(ProcessDeath death, int starts, Duration lived) {
        boolean refused =
                starts == 1 && death.crash().isEmpty() && death.status() <= 2 && lived.compareTo(WELL_STARTED) < 0;
        return death.isOrderly() || refused || stopping.getCount() == 0;
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private synchronized @Nullable Process startUnlessStopped() throws IOException {
        if (stopped) return null;
        Files.createDirectories(plan.crashFiles());
        ProcessBuilder builder =
                new ProcessBuilder(WorkerCommand.of(plan.crashFiles().resolve(crashFileName("%p")), plan.properties()));
        builder.environment().keySet().removeIf(name -> name.startsWith(plan.variablePrefix()));
        builder.environment().putAll(plan.environment());
        builder.redirectErrorStream(plan.output().isPresent());
        builder.redirectOutput(plan.output()
                .map(file -> ProcessBuilder.Redirect.to(file.toFile()))
                .orElse(ProcessBuilder.Redirect.INHERIT));
        if (plan.output().isEmpty()) builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process started = builder.start();
        process = started;
        return started;
    }

    private String crashFileName(String pid) {
        return "crash-" + plan.name() + "-" + pid + ".log";
    }

    private Optional<Path> crashFile(long pid) {
        return Optional.of(plan.crashFiles().resolve(crashFileName(Long.toString(pid))))
                .filter(Files::exists);
    }

    private void report(String reason, ProcessDeath death) {
        try {
            List<String> log = new ArrayList<>(death.excerpt());
            if (log.isEmpty()) log.addAll(lastWords());
            int attempts =
                    new CrashReport(plan.name(), plan.installation(), reason, log).addTo(plan.spool(), Instant.now());
            LOG.atError()
                    .addKeyValue("worker", plan.name())
                    .addKeyValue("attempts", attempts)
                    .addKeyValue(
                            "crashFile", death.crashFile().map(Path::toString).orElse(""))
                    .log(reason);
            deleteOldCrashFiles();
        } catch (IOException e) {
            // The attempts' leases run out: their runs go on, and only the reason is not known.
            LOG.atError().addKeyValue("worker", plan.name()).setCause(e).log("a crash could not be reported");
        }
    }

    private void deleteOldCrashFiles() throws IOException {
        try (Stream<Path> files = Files.list(plan.crashFiles())) {
            List<Path> newestFirst = files.filter(file -> file.getFileName()
                            .toString()
                            .startsWith(crashFileName("").replace(".log", "")))
                    .sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().lastModified())
                            .reversed())
                    .toList();
            for (Path file : newestFirst.stream().skip(KEPT_CRASH_FILES).toList()) Files.deleteIfExists(file);
        }
    }

    /** Asks the process to end in order, as SIGTERM does, and sees to it that it does. */
    @Override
    public void close() {
        Process running = stop();
        try {
            if (!thread.join(STOP_TIMEOUT.plus(plan.drain())) && running != null) {
                LOG.atWarn().addKeyValue("worker", plan.name()).log("the worker did not stop in time and is killed");
                running.destroyForcibly();
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Process stop() {
        stopped = true;
        stopping.countDown();
        // Not Process.destroy, which also closes the process's standard input: it would take that for the end of this
        // one.
        if (process != null) process.toHandle().destroy();
        return process;
    }
}
