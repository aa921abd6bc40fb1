package io.trainyard.testkit;

import io.trainyard.contract.AttemptCrashed;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.EventHeader;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunId;
import io.trainyard.contract.SortableIds;
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.placement.WorkerProfile;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What one attempt reports, numbered in the order in which the test asks for it. */
public final class Events {
    private static final String DIGEST = "ab".repeat(32);

    private static final SortableIds IDS = new SortableIds(Clock.systemUTC(), RandomGenerator.getDefault());
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final RunId run;
    private final AttemptId attempt;
    private final WorkerName worker;
    private long sequence;
    private Optional<TrainedOn> on = Optional.empty();

    private Events(RunId run, AttemptId attempt, WorkerName worker) {
        this.run = run;
        this.attempt = attempt;
        this.worker = worker;
    }

    /** A new attempt at the run by a worker. */
    public static Events attempt(RunId run, String worker) {
        return new Events(run, new AttemptId(IDS.next()), new WorkerName(worker));
    }

    public static RunId newRunId() {
        return new RunId(IDS.next());
    }

    public static WorkerHeartbeat heartbeat(String worker, int slots, AttemptId... attempts) {
        return heartbeat(worker, slots, Optional.empty(), attempts);
    }

    /** Of a worker that says what it is. */
    public static WorkerHeartbeat heartbeat(
            String worker, int slots, Optional<WorkerProfile> profile, AttemptId... attempts) {
        return new WorkerHeartbeat(
                new WorkerName(worker),
                START,
                "host",
                "test device",
                "0",
                slots,
                List.of(attempts),
                0.5,
                false,
                List.of(),
                Optional.empty(),
                profile,
                false);
    }

    public RunId run() {
        return run;
    }

    public AttemptId id() {
        return attempt;
    }

    public WorkerHeartbeat heartbeat(int slots) {
        return heartbeat(worker.value(), slots, attempt);
    }

    /** What the epochs that are reported from now on say that they were trained on. */
    public void trainOn(TrainedOn device) {
        on = Optional.of(device);
    }

    public RunEvent.AttemptStarted started() {
        return resumed(0);
    }

    public RunEvent.AttemptStarted resumed(int fromEpoch) {
        return new RunEvent.AttemptStarted(header(), worker, "test device", fromEpoch);
    }

    public RunEvent.EpochProgressed progressed(int epoch, int step, int steps) {
        return new RunEvent.EpochProgressed(header(), epoch, step, steps, 0.5, OptionalDouble.of(0.8), 1000, on);
    }

    /** Losses after so many steps each of an epoch, from a step on. */
    public RunEvent.StepsMeasured measured(int epoch, int steps, int first, int apart, double... losses) {
        List<Integer> places = IntStream.range(0, losses.length)
                .mapToObj(i -> first + i * apart)
                .toList();
        List<Instant> times = places.stream().map(START::plusSeconds).toList();
        List<Double> values = DoubleStream.of(losses).boxed().toList();
        return new RunEvent.StepsMeasured(header(), epoch, steps, places, times, Map.of("train_loss", values));
    }

    public RunEvent.EpochCompleted epoch(int epoch, double testAccuracy) {
        return epoch(epoch, Map.of("test_accuracy", testAccuracy, "test_loss", 1 - testAccuracy));
    }

    public RunEvent.EpochCompleted epoch(int epoch, Map<String, Double> metrics) {
        return new RunEvent.EpochCompleted(header(), epoch, metrics, List.of(0.9, 0.8), 100, 10, on);
    }

    public RunEvent.LogWritten log(String message) {
        return new RunEvent.LogWritten(header(), RunEvent.LogLevel.INFO, message);
    }

    public RunEvent.CheckpointSaved checkpoint(int epoch) {
        return new RunEvent.CheckpointSaved(
                header(), epoch, "%s/checkpoint-%06d.ckpt".formatted(run.value(), epoch), 1000, DIGEST);
    }

    public RunEvent.ArtifactSaved artifact(String name) {
        return new RunEvent.ArtifactSaved(
                header(), name, "application/octet-stream", run.value() + "/" + name, 10, DIGEST, 1);
    }

    /** Its worker cannot train the run. */
    public RunEvent.AttemptReleased refused(FailureKind failure, String reason) {
        return new RunEvent.AttemptReleased(header(), reason, Optional.of(failure));
    }

    public RunEvent.AttemptReleased released() {
        return new RunEvent.AttemptReleased(header(), "worker stops");
    }

    public RunEvent.RunCompleted completed(int epochs) {
        return new RunEvent.RunCompleted(header(), epochs, 220);
    }

    public RunEvent.RunFailed failed(FailureKind kind, String message) {
        return new RunEvent.RunFailed(header(), kind, message);
    }

    public RunEvent.RunCancelled cancelled() {
        return new RunEvent.RunCancelled(header());
    }

    /** The death of the attempt's process, which is no event of its own. */
    public AttemptCrashed crashed(String reason, String... log) {
        return new AttemptCrashed(worker, run, attempt, START.plusSeconds(sequence + 1), reason, List.of(log));
    }

    private EventHeader header() {
        sequence++;
        return new EventHeader(run, attempt, sequence, START.plusSeconds(sequence));
    }
}
