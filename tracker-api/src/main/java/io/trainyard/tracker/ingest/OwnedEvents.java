package io.trainyard.tracker.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.ArtifactSaved;
import io.trainyard.contract.RunEvent.AttemptReleased;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.RunEvent.CheckpointSaved;
import io.trainyard.contract.RunEvent.EpochCompleted;
import io.trainyard.contract.RunEvent.EpochProgressed;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.RunEvent.LogWritten;
import io.trainyard.contract.RunEvent.RunCancelled;
import io.trainyard.contract.RunEvent.RunCompleted;
import io.trainyard.contract.RunEvent.RunFailed;
import io.trainyard.contract.RunStatus;
import io.trainyard.tracker.storage.AttemptRepository;
import io.trainyard.tracker.storage.AttemptState;
import io.trainyard.tracker.storage.AttemptState.Phase;
import io.trainyard.tracker.storage.MetricRepository.Point;
import io.trainyard.tracker.storage.RunLifecycle;
import io.trainyard.tracker.storage.RunOutputRepository;
import io.trainyard.tracker.storage.RunRepository;
import io.trainyard.tracker.storage.RunState;
import io.trainyard.tracker.storage.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What each event of the attempt that owns its run does to the run. */
final class OwnedEvents {
    /** So often may workers hand a run back because they cannot train it, while others have not tried. */
    private static final int MAX_REFUSALS = 20;

    private final RunRepository runs;
    private final AttemptRepository attempts;
    private final RunOutputRepository outputs;
    private final RunLifecycle lifecycle;
    private final Clock clock;

    OwnedEvents(
            RunRepository runs,
            AttemptRepository attempts,
            RunOutputRepository outputs,
            RunLifecycle lifecycle,
            Clock clock) {
        this.runs = runs;
        this.attempts = attempts;
        this.outputs = outputs;
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    /** Applies the event and returns the metric points that it carries, for the caller to store in bulk. */
    List<Point> apply(Transaction tx, RunEvent event, RunState run, AttemptState attempt) {
        Instant at = event.header().at();
        switch (event) {
            case AttemptStarted started -> throw new IllegalStateException("started twice: " + started);
            case EpochProgressed progressed -> runs.progress(tx, run, json(progressed));
            case EpochCompleted completed -> {
                runs.completeEpoch(tx, run, completed);
                return points(completed, run, attempt);
            }
            case LogWritten log -> writeLog(tx, run, attempt, log.level(), log.message(), at);
            case CheckpointSaved checkpoint -> {
                outputs.checkpoint(tx, run, attempt.number(), checkpoint);
                runs.touch(tx, run);
            }
            case ArtifactSaved artifact -> {
                outputs.artifact(tx, run, attempt.number(), artifact);
                runs.touch(tx, run);
            }
            case AttemptReleased released -> release(tx, released, run, attempt);
            case RunCompleted completed -> {
                attempts.end(tx, attempt.key(), Phase.COMPLETED, at);
                lifecycle.end(tx, run, RunStatus.COMPLETED, at);
            }
            case RunFailed failed -> {
                attempts.end(tx, attempt.key(), Phase.FAILED, at);
                lifecycle.fail(tx, run, failed.failure(), failed.message(), at);
            }
            case RunCancelled cancelled -> {
                attempts.end(tx, attempt.key(), Phase.CANCELLED, at);
                lifecycle.end(tx, run, RunStatus.CANCELLED, at);
            }
        }
        return List.of();
    }

    private void release(Transaction tx, AttemptReleased event, RunState run, AttemptState attempt) {
        Instant at = event.header().at();
        attempts.end(tx, attempt.key(), Phase.RELEASED, at);
        String message = "worker " + attempt.worker() + " handed the run back: " + event.reason();
        LogLevel level = event.failure().isPresent() ? LogLevel.WARNING : LogLevel.INFO;
        writeLog(tx, run, attempt, level, message, at);
        event.failure().ifPresent(kind -> attempts.blameWorker(tx, attempt.key(), kind));
        if (run.cancelRequested()) lifecycle.end(tx, run, RunStatus.CANCELLED, at);
        else if (event.failure().isPresent() && isHopeless(attempts.chances(tx, run)))
            lifecycle.fail(tx, run, event.failure().get(), event.reason(), at);
        // The worker releases the request too, so it is the workers' queue that holds the run and not the tracker's.
        else runs.requeueDispatched(tx, run, clock.instant());
    }

    /** Every live worker has handed the run back as one that it cannot train, or some did so too often. */
    private static boolean isHopeless(AttemptRepository.Chances chances) {
        return chances.workers() == 0 || chances.refusals() >= MAX_REFUSALS;
    }

    private void writeLog(
            Transaction tx, RunState run, AttemptState attempt, LogLevel level, String message, Instant at) {
        outputs.log(tx, run, new RunOutputRepository.LogLine(attempt.number(), at, level, message));
    }

    private static List<Point> points(EpochCompleted event, RunState run, AttemptState attempt) {
        return event.metrics().entrySet().stream()
                .map(metric -> new Point(
                        run.key(),
                        metric.getKey(),
                        event.epoch(),
                        attempt.number(),
                        metric.getValue(),
                        event.header().at()))
                .toList();
    }

    private static ObjectNode json(EpochProgressed progressed) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("epoch", progressed.epoch())
                .put("step", progressed.step())
                .put("steps", progressed.steps())
                .put("trainLoss", progressed.trainLoss());
        progressed.trainAccuracy().ifPresent(accuracy -> node.put("trainAccuracy", accuracy));
        return node.put("imagesPerSecond", progressed.imagesPerSecond());
    }
}
