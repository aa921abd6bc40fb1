package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.AttemptCrashed;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.EventHeader;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.InstallationId;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.ArtifactSaved;
import io.trainyard.contract.RunEvent.AttemptReleased;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.RunEvent.CheckpointSaved;
import io.trainyard.contract.RunEvent.EpochCompleted;
import io.trainyard.contract.RunEvent.EpochProgressed;
import io.trainyard.contract.RunEvent.LogWritten;
import io.trainyard.contract.RunEvent.RunCancelled;
import io.trainyard.contract.RunEvent.RunCompleted;
import io.trainyard.contract.RunEvent.RunFailed;
import io.trainyard.contract.RunEvent.StepsMeasured;
import io.trainyard.contract.RunId;
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.WorkerReport;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.contract.placement.Labels;
import io.trainyard.contract.placement.WorkerProfile;
import io.trainyard.contract.validation.InvalidSpecException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Worker reports from and to JSON. */
public final class WorkerReportCodec {
    /** More classes than any data set has, and more attempts than any worker trains at a time. */
    private static final int MAX_ITEMS = 10_000;

    /** Programs of earlier versions do not know points within an epoch. */
    private static final int STEPS_SINCE = 4;

    private static final String HEARTBEAT = "worker-heartbeat";
    private static final String ATTEMPT_STARTED = "attempt-started";
    private static final String EPOCH_PROGRESSED = "epoch-progressed";
    private static final String STEPS_MEASURED = "steps-measured";
    private static final String EPOCH_COMPLETED = "epoch-completed";
    private static final String LOG_WRITTEN = "log-written";
    private static final String CHECKPOINT_SAVED = "checkpoint-saved";
    private static final String ARTIFACT_SAVED = "artifact-saved";
    private static final String ATTEMPT_RELEASED = "attempt-released";
    private static final String RUN_COMPLETED = "run-completed";
    private static final String RUN_FAILED = "run-failed";
    private static final String RUN_CANCELLED = "run-cancelled";
    private static final String CRASH = "attempt-crashed";

    private WorkerReportCodec() {}

    public static byte[] encode(WorkerReport report) {
        return Envelope.seal(
                switch (report) {
                    case WorkerHeartbeat heartbeat -> writeHeartbeat(heartbeat);
                    case AttemptCrashed crashed -> writeCrash(crashed);
                    case RunEvent event -> writeEvent(event);
                });
    }

    /** Reads what an installation says, whichever. */
    public static WorkerReport decode(byte[] bytes) throws MalformedMessageException {
        return decode(bytes, Optional.empty());
    }

    /**
     * Reads what this installation says.
     *
     * @throws ForeignMessageException if it is of another one
     */
    public static WorkerReport decode(byte[] bytes, Optional<InstallationId> own) throws MalformedMessageException {
        JsonFields fields = Envelope.parse(bytes, own);
        try {
            return read(fields);
        } catch (InvalidSpecException e) {
            throw new MalformedMessageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static WorkerReport read(JsonFields fields) {
        String type = fields.text("type");
        return switch (type) {
            case HEARTBEAT -> readHeartbeat(fields);
            case CRASH -> readCrash(fields);
            case ATTEMPT_STARTED -> readStart(fields);
            case EPOCH_PROGRESSED -> readProgress(fields);
            case STEPS_MEASURED -> StepsJson.read(readHeader(fields), fields);
            case EPOCH_COMPLETED -> readEpoch(fields);
            case LOG_WRITTEN -> readLog(fields);
            case CHECKPOINT_SAVED -> readCheckpoint(fields);
            case ARTIFACT_SAVED -> readArtifact(fields);
            case ATTEMPT_RELEASED -> readRelease(fields);
            case RUN_COMPLETED -> readCompletion(fields);
            case RUN_FAILED -> readFailure(fields);
            case RUN_CANCELLED -> {
                EventHeader header = readHeader(fields);
                yield fields.build(() -> new RunCancelled(header));
            }
            default -> throw new InvalidSpecException("type", "is '" + type + "', which this program does not know");
        };
    }

    private static ObjectNode writeEvent(RunEvent event) {
        return switch (event) {
            case AttemptStarted started ->
                open(ATTEMPT_STARTED, event)
                        .put("worker", started.worker().value())
                        .put("device", started.device())
                        .put("resumedFromEpoch", started.resumedFromEpoch())
                        .put("restart", started.restart());
            case EpochProgressed progress -> writeProgress(progress);
            case StepsMeasured measured -> StepsJson.put(open(STEPS_MEASURED, STEPS_SINCE, measured), measured);
            case EpochCompleted completed -> writeEpoch(completed);
            case LogWritten log ->
                open(LOG_WRITTEN, event)
                        .put("level", SpecJson.wireName(log.level()))
                        .put("message", log.message());
            case CheckpointSaved checkpoint -> {
                ObjectNode node = open(CHECKPOINT_SAVED, event)
                        .put("epoch", checkpoint.epoch())
                        .put("path", checkpoint.path())
                        .put("bytes", checkpoint.bytes());
                yield putDigest(checkpoint.sha256(), node);
            }
            case ArtifactSaved artifact -> writeArtifact(artifact);
            case AttemptReleased released -> {
                ObjectNode node = open(ATTEMPT_RELEASED, event).put("reason", released.reason());
                released.failure().ifPresent(failure -> node.put("failure", SpecJson.wireName(failure)));
                yield node;
            }
            case RunCompleted completed ->
                open(RUN_COMPLETED, event)
                        .put("epochs", completed.epochs())
                        .put("durationMillis", completed.durationMillis());
            case RunFailed failed ->
                open(RUN_FAILED, event)
                        .put("failure", SpecJson.wireName(failed.failure()))
                        .put("message", failed.message());
            case RunCancelled cancelled -> open(RUN_CANCELLED, event);
        };
    }

    private static ObjectNode open(String type, RunEvent event) {
        return open(type, 1, event);
    }

    private static ObjectNode open(String type, int needed, RunEvent event) {
        EventHeader header = event.header();
        return Envelope.open(type, needed)
                .put("run", header.run().value())
                .put("attempt", header.attempt().value())
                .put("sequence", header.sequence())
                .put("at", header.at().toString());
    }

    private static ObjectNode writeProgress(EpochProgressed progress) {
        ObjectNode node = open(EPOCH_PROGRESSED, progress)
                .put("epoch", progress.epoch())
                .put("step", progress.step())
                .put("steps", progress.steps())
                .put("trainLoss", progress.trainLoss());
        progress.trainAccuracy().ifPresent(accuracy -> node.put("trainAccuracy", accuracy));
        return TrainedOnJson.put(node.put("imagesPerSecond", progress.imagesPerSecond()), "on", progress.on());
    }

    private static ObjectNode writeArtifact(ArtifactSaved artifact) {
        ObjectNode node = open(ARTIFACT_SAVED, artifact)
                .put("name", artifact.name())
                .put("mediaType", artifact.mediaType())
                .put("path", artifact.path())
                .put("bytes", artifact.bytes());
        if (artifact.epoch() > 0) node.put("epoch", artifact.epoch());
        return putDigest(artifact.sha256(), node);
    }

    private static ObjectNode putDigest(String sha256, ObjectNode node) {
        return sha256.isEmpty() ? node : node.put("sha256", sha256);
    }

    private static ObjectNode writeEpoch(EpochCompleted completed) {
        ObjectNode node = open(EPOCH_COMPLETED, completed).put("epoch", completed.epoch());
        ObjectNode metrics = node.putObject("metrics");
        new TreeMap<>(completed.metrics()).forEach(metrics::put);
        ArrayNode accuracies = node.putArray("classAccuracies");
        completed.classAccuracies().forEach(accuracies::add);
        node.put("trainMillis", completed.trainMillis()).put("evaluationMillis", completed.evaluationMillis());
        return TrainedOnJson.put(node, "on", completed.on());
    }

    private static RunEvent readStart(JsonFields fields) {
        EventHeader header = readHeader(fields);
        String worker = fields.text("worker");
        String device = fields.text("device");
        int resumed = fields.integer("resumedFromEpoch");
        int restart = fields.integer("restart", 0);
        return fields.build(() -> new AttemptStarted(header, new WorkerName(worker), device, resumed, restart));
    }

    private static RunEvent readProgress(JsonFields fields) {
        EventHeader header = readHeader(fields);
        int epoch = fields.integer("epoch");
        int step = fields.integer("step");
        int steps = fields.integer("steps");
        double loss = fields.number("trainLoss");
        OptionalDouble accuracy = fields.has("trainAccuracy")
                ? OptionalDouble.of(fields.number("trainAccuracy"))
                : OptionalDouble.empty();
        double speed = fields.number("imagesPerSecond");
        Optional<TrainedOn> on = TrainedOnJson.read(fields, "on");
        return fields.build(() -> new EpochProgressed(header, epoch, step, steps, loss, accuracy, speed, on));
    }

    private static RunEvent readLog(JsonFields fields) {
        EventHeader header = readHeader(fields);
        RunEvent.LogLevel level = fields.openChoice(
                "level", List.of(RunEvent.LogLevel.values()), SpecJson::wireName, RunEvent.LogLevel.WARNING);
        String message = fields.text("message");
        return fields.build(() -> new LogWritten(header, level, message));
    }

    private static RunEvent readCheckpoint(JsonFields fields) {
        EventHeader header = readHeader(fields);
        int epoch = fields.integer("epoch");
        String path = fields.text("path");
        long bytes = fields.longInteger("bytes");
        String digest = fields.text("sha256", "");
        return fields.build(() -> new CheckpointSaved(header, epoch, path, bytes, digest));
    }

    private static RunEvent readArtifact(JsonFields fields) {
        EventHeader header = readHeader(fields);
        String name = fields.text("name");
        String mediaType = fields.text("mediaType");
        String path = fields.text("path");
        long bytes = fields.longInteger("bytes");
        String digest = fields.text("sha256", "");
        int epoch = fields.integer("epoch", 0);
        return fields.build(() -> new ArtifactSaved(header, name, mediaType, path, bytes, digest, epoch));
    }

    private static RunEvent readRelease(JsonFields fields) {
        EventHeader header = readHeader(fields);
        String reason = fields.text("reason");
        Optional<FailureKind> failure = fields.has("failure") ? Optional.of(readFailureKind(fields)) : Optional.empty();
        return fields.build(() -> new AttemptReleased(header, reason, failure));
    }

    private static RunEvent readCompletion(JsonFields fields) {
        EventHeader header = readHeader(fields);
        int epochs = fields.integer("epochs");
        long duration = fields.longInteger("durationMillis");
        return fields.build(() -> new RunCompleted(header, epochs, duration));
    }

    private static RunEvent readFailure(JsonFields fields) {
        EventHeader header = readHeader(fields);
        FailureKind failure = readFailureKind(fields);
        String message = fields.text("message");
        return fields.build(() -> new RunFailed(header, failure, message));
    }

    private static FailureKind readFailureKind(JsonFields fields) {
        return fields.openChoice("failure", List.of(FailureKind.values()), SpecJson::wireName, FailureKind.INTERNAL);
    }

    private static RunEvent readEpoch(JsonFields fields) {
        EventHeader header = readHeader(fields);
        int epoch = fields.integer("epoch");
        Map<String, Double> metrics = new TreeMap<>();
        fields.object("metrics").properties().forEach(metric -> {
            if (!metric.getValue().isNumber()) fields.reject("metrics." + metric.getKey(), "must be a number");
            metrics.put(metric.getKey(), metric.getValue().doubleValue());
        });
        List<Double> accuracies = fields.values("classAccuracies", MAX_ITEMS, WorkerReportCodec::readNumber);
        long train = fields.longInteger("trainMillis");
        long evaluation = fields.longInteger("evaluationMillis");
        Optional<TrainedOn> on = TrainedOnJson.read(fields, "on");
        return fields.build(() -> new EpochCompleted(header, epoch, metrics, accuracies, train, evaluation, on));
    }

    static double readNumber(JsonNode node) {
        if (!node.isNumber()) throw new InvalidSpecException("", "must be a number, but is " + node);
        return node.doubleValue();
    }

    private static EventHeader readHeader(JsonFields fields) {
        RunId run = readRun(fields);
        AttemptId attempt = readAttempt(fields);
        long sequence = fields.longInteger("sequence");
        Instant at = readInstant(fields);
        return new EventHeader(run, attempt, Math.max(1, rejectBelowOne(sequence, fields)), at);
    }

    private static RunId readRun(JsonFields fields) {
        return fields.parsed("run", RunId::new).orElse(NO_RUN);
    }

    private static AttemptId readAttempt(JsonFields fields) {
        return fields.parsed("attempt", AttemptId::new).orElse(NO_ATTEMPT);
    }

    // Stand in for ids that could not be read: build() has an error by then and throws before anything is made of them.
    private static final RunId NO_RUN = new RunId("0000000000000000");
    private static final AttemptId NO_ATTEMPT = new AttemptId("0000000000000000");

    private static long rejectBelowOne(long sequence, JsonFields fields) {
        if (sequence < 1) fields.reject("sequence", "must be at least 1, but was " + sequence);
        return sequence;
    }

    private static Instant readInstant(JsonFields fields) {
        String text = fields.text("at");
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            fields.reject("at", "must be a time such as 2026-01-31T12:00:00Z, but is '" + text + "'");
            return Instant.EPOCH;
        }
    }

    private static ObjectNode writeCrash(AttemptCrashed crashed) {
        ObjectNode node = Envelope.open(CRASH)
                .put("worker", crashed.worker().value())
                .put("run", crashed.run().value())
                .put("attempt", crashed.attempt().value())
                .put("at", crashed.at().toString())
                .put("reason", crashed.reason());
        ArrayNode log = node.putArray("log");
        crashed.log().forEach(log::add);
        return node;
    }

    private static AttemptCrashed readCrash(JsonFields fields) {
        String worker = fields.text("worker");
        RunId run = readRun(fields);
        AttemptId attempt = readAttempt(fields);
        Instant at = readInstant(fields);
        String reason = fields.text("reason");
        List<String> log = fields.values("log", AttemptCrashed.MAX_LINES, JsonNode::asText);
        return fields.build(() -> new AttemptCrashed(new WorkerName(worker), run, attempt, at, reason, log));
    }

    private static ObjectNode writeHeartbeat(WorkerHeartbeat heartbeat) {
        ObjectNode node = Envelope.open(HEARTBEAT)
                .put("worker", heartbeat.worker().value())
                .put("at", heartbeat.at().toString())
                .put("host", heartbeat.host())
                .put("device", heartbeat.device())
                .put("version", heartbeat.version())
                .put("slots", heartbeat.slots());
        ArrayNode attempts = node.putArray("attempts");
        heartbeat.attempts().forEach(attempt -> attempts.add(attempt.value()));
        node.put("load", heartbeat.load()).put("stopping", heartbeat.stopping());
        if (!heartbeat.troubles().isEmpty()) heartbeat.troubles().forEach(node.putArray("troubles")::add);
        heartbeat.datasets().ifPresent(sets -> {
            ArrayNode datasets = node.putArray("datasets");
            sets.forEach(info -> datasets.add(DatasetJson.write(info)));
        });
        heartbeat.profile().ifPresent(profile -> {
            node.put("class", profile.deviceClass().value()).put("memory", profile.memoryBytes());
            node.set("labels", PlacementJson.write(profile.labels()));
        });
        return node.put("pausing", heartbeat.pausing());
    }

    private static WorkerHeartbeat readHeartbeat(JsonFields fields) {
        String worker = fields.text("worker");
        Instant at = readInstant(fields);
        String host = fields.text("host");
        String device = fields.text("device");
        String version = fields.text("version");
        int slots = fields.integer("slots");
        List<AttemptId> attempts =
                new ArrayList<>(fields.values("attempts", MAX_ITEMS, node -> new AttemptId(node.asText())));
        double load = fields.number("load");
        boolean stopping = fields.flag("stopping", false);
        List<String> troubles =
                fields.has("troubles") ? fields.values("troubles", MAX_ITEMS, JsonNode::asText) : List.of();
        Optional<List<DatasetInfo>> datasets = fields.has("datasets")
                ? Optional.of(fields.list("datasets", WorkerHeartbeat.MAX_DATASETS, DatasetJson::read))
                : Optional.empty();
        Optional<WorkerProfile> profile = fields.has("class") ? readProfile(fields) : Optional.empty();
        boolean pausing = fields.flag("pausing", false);
        return fields.build(() -> new WorkerHeartbeat(
                new WorkerName(worker),
                at,
                host,
                device,
                version,
                slots,
                attempts,
                load,
                stopping,
                troubles,
                datasets,
                profile,
                pausing));
    }

    private static Optional<WorkerProfile> readProfile(JsonFields fields) {
        Optional<DeviceClass> deviceClass = fields.parsed("class", DeviceClass::new);
        long memory = fields.longInteger("memory");
        Optional<Labels> labels = PlacementJson.readLabels(fields);
        return deviceClass.flatMap(known ->
                fields.part("memory", () -> new WorkerProfile(known, memory, labels.orElse(Labels.NONE))));
    }
}
