package io.trainyard.contract;

import io.trainyard.contract.validation.Checks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What a worker reports about a run. A new kind of event is a new record here. */
public sealed interface RunEvent extends WorkerReport {
    EventHeader header();

    /** Severity of a line of a run's log. */
    enum LogLevel {
        INFO,
        WARNING,
        ERROR
    }

    /**
     * A worker has taken the run.
     *
     * @param device that the worker has, for people; what the run is trained on is chosen later
     * @param resumedFromEpoch last epoch of the checkpoint that it goes on from; 0 from the start
     * @param restart how often the run had been begun anew, as far as the worker knows, see {@link Restart}
     */
    record AttemptStarted(EventHeader header, WorkerName worker, String device, int resumedFromEpoch, int restart)
            implements RunEvent {
        public AttemptStarted {
            ReportLimits.name(new Checks(), device, "device")
                    .between(resumedFromEpoch, 0, RunSpec.MAX_EPOCHS, "resumedFromEpoch")
                    .between(restart, 0, Integer.MAX_VALUE, "restart")
                    .throwIfAny();
        }

        /** One at a run that had not ended before. */
        public AttemptStarted(EventHeader header, WorkerName worker, String device, int resumedFromEpoch) {
            this(header, worker, device, resumedFromEpoch, 0);
        }
    }

    /**
     * How far an epoch is; reported a few times a second at most.
     *
     * @param epoch from 1
     * @param step steps done in this epoch
     * @param steps of the whole epoch
     * @param trainLoss mean over the epoch so far
     * @param trainAccuracy over the epoch so far, a fraction of 1; empty where the data has no classes
     * @param imagesPerSecond trained on, over the epoch so far
     * @param on device of this epoch; empty from a worker of an earlier version
     */
    record EpochProgressed(
            EventHeader header,
            int epoch,
            int step,
            int steps,
            double trainLoss,
            OptionalDouble trainAccuracy,
            double imagesPerSecond,
            Optional<TrainedOn> on)
            implements RunEvent {
        public EpochProgressed {
            new Checks()
                    .between(epoch, 1, RunSpec.MAX_EPOCHS, "epoch")
                    .between(steps, 1, Integer.MAX_VALUE, "steps")
                    .between(step, 0, steps, "step")
                    .throwIfAny();
        }
    }

    /**
     * What steps within an epoch have shown: points of curves that are finer than one point an epoch. An epoch's come in one
     * report or in several, in order.
     *
     * @param epoch from 1
     * @param steps of the whole epoch
     * @param places of the points: steps of the epoch that are done by then, growing; at most {@link #MAX_POINTS}
     * @param times of the points
     * @param values by metric, see {@link MetricNames}, one for each place; means since the place before. They need not be finite.
     */
    record StepsMeasured(
            EventHeader header,
            int epoch,
            int steps,
            List<Integer> places,
            List<Instant> times,
            Map<String, List<Double>> values)
            implements RunEvent {
        public static final int MAX_POINTS = 1_000;

        public StepsMeasured {
            Checks checks = new Checks()
                    .between(epoch, 1, RunSpec.MAX_EPOCHS, "epoch")
                    .between(steps, 1, Integer.MAX_VALUE, "steps");
            ReportLimits.places(checks, places, steps, "places");
            ReportLimits.atMost(checks, ReportLimits.MAX_METRICS, values.keySet(), "values");
            checks.require(!values.isEmpty(), "values", "must name a metric")
                    .require(times.size() == places.size(), "times", "must be as many as the places");
            times.forEach(time -> ReportLimits.time(checks, time, "times"));
            int points = places.size();
            values.forEach((name, column) -> ReportLimits.series(checks, name, column, points));
            checks.throwIfAny();
            places = List.copyOf(places);
            times = List.copyOf(times);
            values = values.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        }
    }

    /**
     * An epoch is trained and evaluated.
     *
     * @param epoch from 1
     * @param metrics by name, see {@link MetricNames}; finite numbers
     * @param classAccuracies accuracy on the test images of each class, in the order of the labels, fractions of 1; empty
     *     where the data has no classes
     * @param trainMillis duration of training
     * @param evaluationMillis duration of the evaluation over the test set
     * @param on device of this epoch; empty where the attempt has it from a checkpoint, and from a worker of an earlier version
     */
    record EpochCompleted(
            EventHeader header,
            int epoch,
            Map<String, Double> metrics,
            List<Double> classAccuracies,
            long trainMillis,
            long evaluationMillis,
            Optional<TrainedOn> on)
            implements RunEvent {
        public EpochCompleted {
            Checks checks = new Checks()
                    .between(epoch, 1, RunSpec.MAX_EPOCHS, "epoch")
                    .between(trainMillis, 0, Long.MAX_VALUE, "trainMillis")
                    .between(evaluationMillis, 0, Long.MAX_VALUE, "evaluationMillis");
            ReportLimits.atMost(checks, ReportLimits.MAX_METRICS, metrics.keySet(), "metrics");
            ReportLimits.atMost(checks, ReportLimits.MAX_CLASSES, classAccuracies, "classAccuracies");
            metrics.forEach((name, value) -> ReportLimits.metric(checks, name, value));
            checks.require(
                    classAccuracies.stream().allMatch(accuracy -> accuracy >= 0 && accuracy <= 1),
                    "classAccuracies",
                    "must be fractions of 1");
            checks.throwIfAny();
            metrics = Map.copyOf(metrics);
            classAccuracies = List.copyOf(classAccuracies);
        }
    }

    record LogWritten(EventHeader header, LogLevel level, String message) implements RunEvent {
        public LogWritten {
            ReportLimits.message(new Checks(), message, "message").throwIfAny();
        }
    }

    /**
     * The state after an epoch can be resumed from.
     *
     * @param path relative to the folder of artifacts that all workers share
     * @param sha256 digest of the file, in hexadecimal digits; empty if an earlier version reports it
     */
    record CheckpointSaved(EventHeader header, int epoch, String path, long bytes, String sha256) implements RunEvent {
        public CheckpointSaved {
            Checks checks = new Checks();
            ReportLimits.digest(checks, sha256, "sha256");
            ReportLimits.path(checks, header, path, "path")
                    .between(epoch, 1, RunSpec.MAX_EPOCHS, "epoch")
                    .between(bytes, 0, Long.MAX_VALUE, "bytes")
                    .throwIfAny();
        }
    }

    /**
     * The run left a file.
     *
     * @param name unique within the run
     * @param path relative to the folder of artifacts that all workers share
     * @param sha256 digest of the file, in hexadecimal digits; empty if an earlier version reports it
     * @param epoch whose weights it shows; 0 if an earlier version reports it
     */
    record ArtifactSaved(
            EventHeader header, String name, String mediaType, String path, long bytes, String sha256, int epoch)
            implements RunEvent {
        public ArtifactSaved {
            Checks checks = new Checks()
                    .between(bytes, 0, Long.MAX_VALUE, "bytes")
                    .between(epoch, 0, RunSpec.MAX_EPOCHS, "epoch");
            ReportLimits.digest(checks, sha256, "sha256");
            ReportLimits.file(checks, name, "name");
            ReportLimits.mediaType(checks, mediaType, "mediaType");
            ReportLimits.path(checks, header, path, "path");
            checks.throwIfAny();
        }
    }

    /**
     * The worker hands the run back unfinished, for another one to go on.
     *
     * @param failure of the worker, for which it cannot train the run; empty if it only stops
     */
    record AttemptReleased(EventHeader header, String reason, Optional<FailureKind> failure) implements RunEvent {
        public AttemptReleased {
            ReportLimits.message(new Checks(), reason, "reason").throwIfAny();
        }

        /** The worker stops. */
        public AttemptReleased(EventHeader header, String reason) {
            this(header, reason, Optional.empty());
        }
    }

    /**
     * All epochs are trained, or early stopping has ended the run.
     *
     * @param epochs that were trained in the whole run
     * @param durationMillis of this attempt
     */
    record RunCompleted(EventHeader header, int epochs, long durationMillis) implements RunEvent {
        public RunCompleted {
            new Checks()
                    .between(epochs, 0, RunSpec.MAX_EPOCHS, "epochs")
                    .between(durationMillis, 0, Long.MAX_VALUE, "durationMillis")
                    .throwIfAny();
        }
    }

    record RunFailed(EventHeader header, FailureKind failure, String message) implements RunEvent {
        public RunFailed {
            ReportLimits.message(new Checks(), message, "message").throwIfAny();
        }
    }

    /** The worker has stopped because it was told to. */
    record RunCancelled(EventHeader header) implements RunEvent {}
}
