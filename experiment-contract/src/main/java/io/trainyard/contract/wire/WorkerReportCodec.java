package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.EventHeader;
import io.trainyard.contract.FailureKind;
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
import io.trainyard.contract.RunId;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.WorkerReport;
import io.trainyard.contract.validation.InvalidSpecException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Worker reports from and to JSON, version 1. */
public final class WorkerReportCodec {
    private static final String HEARTBEAT = "worker-heartbeat";

    private WorkerReportCodec() {}

    public static byte[] encode(WorkerReport report) {
        return Envelope.seal(
                report instanceof WorkerHeartbeat heartbeat
                        ? writeHeartbeat(heartbeat)
                        : writeEvent((RunEvent) report));
    }

    public static WorkerReport decode(byte[] bytes) throws MalformedMessageException {
        JsonNode node = Envelope.parse(bytes);
        try {
            return read(node);
        } catch (InvalidSpecException e) {
            throw new MalformedMessageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static WorkerReport read(JsonNode node) {
        JsonFields fields = new JsonFields(node);
        fields.has("v");
        String type = fields.text("type");
        if (type.equals(HEARTBEAT)) return readHeartbeat(fields);
        for (RunEvent.Kind kind : RunEvent.Kind.values())
            if (kind.wireName().equals(type)) return readEvent(kind, fields);
        throw new InvalidSpecException("type", "is '" + type + "', which this program does not know");
    }

    private static ObjectNode writeEvent(RunEvent event) {
        EventHeader header = event.header();
        ObjectNode node = Envelope.open(event.kind().wireName())
                .put("run", header.run().value())
                .put("attempt", header.attempt().value())
                .put("sequence", header.sequence())
                .put("at", header.at().toString());
        switch (event.kind()) {
            case ATTEMPT_STARTED -> {
                AttemptStarted started = (AttemptStarted) event;
                node.put("worker", started.worker().value())
                        .put("device", started.device())
                        .put("resumedFromEpoch", started.resumedFromEpoch());
            }
            case EPOCH_PROGRESSED -> {
                EpochProgressed progress = (EpochProgressed) event;
                node.put("epoch", progress.epoch())
                        .put("step", progress.step())
                        .put("steps", progress.steps())
                        .put("trainLoss", progress.trainLoss());
                progress.trainAccuracy().ifPresent(accuracy -> node.put("trainAccuracy", accuracy));
                node.put("imagesPerSecond", progress.imagesPerSecond());
            }
            case EPOCH_COMPLETED -> writeEpoch((EpochCompleted) event, node);
            case LOG_WRITTEN -> {
                LogWritten log = (LogWritten) event;
                node.put("level", SpecJson.wireName(log.level())).put("message", log.message());
            }
            case CHECKPOINT_SAVED -> {
                CheckpointSaved checkpoint = (CheckpointSaved) event;
                node.put("epoch", checkpoint.epoch())
                        .put("path", checkpoint.path())
                        .put("bytes", checkpoint.bytes());
            }
            case ARTIFACT_SAVED -> {
                ArtifactSaved artifact = (ArtifactSaved) event;
                node.put("name", artifact.name())
                        .put("mediaType", artifact.mediaType())
                        .put("path", artifact.path())
                        .put("bytes", artifact.bytes());
            }
            case ATTEMPT_RELEASED -> node.put("reason", ((AttemptReleased) event).reason());
            case RUN_COMPLETED -> {
                RunCompleted completed = (RunCompleted) event;
                node.put("epochs", completed.epochs()).put("durationMillis", completed.durationMillis());
            }
            case RUN_FAILED -> {
                RunFailed failed = (RunFailed) event;
                node.put("failure", SpecJson.wireName(failed.failure())).put("message", failed.message());
            }
            case RUN_CANCELLED -> {}
        }
        return node;
    }

    private static void writeEpoch(EpochCompleted completed, ObjectNode node) {
        node.put("epoch", completed.epoch());
        ObjectNode metrics = node.putObject("metrics");
        new TreeMap<>(completed.metrics()).forEach(metrics::put);
        ArrayNode accuracies = node.putArray("classAccuracies");
        completed.classAccuracies().forEach(accuracies::add);
        node.put("trainMillis", completed.trainMillis()).put("evaluationMillis", completed.evaluationMillis());
    }

    private static RunEvent readEvent(RunEvent.Kind kind, JsonFields fields) {
        EventHeader header = readHeader(fields);
        return switch (kind) {
            case ATTEMPT_STARTED -> {
                String worker = fields.text("worker");
                String device = fields.text("device");
                int resumed = fields.integer("resumedFromEpoch");
                yield fields.build(() -> new AttemptStarted(header, new WorkerName(worker), device, resumed));
            }
            case EPOCH_PROGRESSED -> {
                int epoch = fields.integer("epoch");
                int step = fields.integer("step");
                int steps = fields.integer("steps");
                double loss = fields.number("trainLoss");
                OptionalDouble accuracy = fields.has("trainAccuracy")
                        ? OptionalDouble.of(fields.number("trainAccuracy"))
                        : OptionalDouble.empty();
                double speed = fields.number("imagesPerSecond");
                yield fields.build(() -> new EpochProgressed(header, epoch, step, steps, loss, accuracy, speed));
            }
            case EPOCH_COMPLETED -> readEpoch(header, fields);
            case LOG_WRITTEN -> {
                RunEvent.LogLevel level =
                        fields.choice("level", List.of(RunEvent.LogLevel.values()), SpecJson::wireName);
                String message = fields.text("message");
                yield fields.build(() -> new LogWritten(header, level, message));
            }
            case CHECKPOINT_SAVED -> {
                int epoch = fields.integer("epoch");
                String path = fields.text("path");
                long bytes = fields.longInteger("bytes");
                yield fields.build(() -> new CheckpointSaved(header, epoch, path, bytes));
            }
            case ARTIFACT_SAVED -> {
                String name = fields.text("name");
                String mediaType = fields.text("mediaType");
                String path = fields.text("path");
                long bytes = fields.longInteger("bytes");
                yield fields.build(() -> new ArtifactSaved(header, name, mediaType, path, bytes));
            }
            case ATTEMPT_RELEASED -> {
                String reason = fields.text("reason");
                yield fields.build(() -> new AttemptReleased(header, reason));
            }
            case RUN_COMPLETED -> {
                int epochs = fields.integer("epochs");
                long duration = fields.longInteger("durationMillis");
                yield fields.build(() -> new RunCompleted(header, epochs, duration));
            }
            case RUN_FAILED -> {
                FailureKind failure = fields.choice("failure", List.of(FailureKind.values()), SpecJson::wireName);
                String message = fields.text("message");
                yield fields.build(() -> new RunFailed(header, failure, message));
            }
            case RUN_CANCELLED -> fields.build(() -> new RunCancelled(header));
        };
    }

    private static RunEvent readEpoch(EventHeader header, JsonFields fields) {
        int epoch = fields.integer("epoch");
        Map<String, Double> metrics = new TreeMap<>();
        fields.object("metrics").properties().forEach(metric -> {
            if (!metric.getValue().isNumber()) fields.reject("metrics." + metric.getKey(), "must be a number");
            metrics.put(metric.getKey(), metric.getValue().doubleValue());
        });
        List<Double> accuracies = fields.list("classAccuracies", WorkerReportCodec::readNumber);
        long train = fields.longInteger("trainMillis");
        long evaluation = fields.longInteger("evaluationMillis");
        return fields.build(() -> new EpochCompleted(header, epoch, metrics, accuracies, train, evaluation));
    }

    private static double readNumber(JsonNode node) {
        if (!node.isNumber()) throw new InvalidSpecException("", "must be a number, but is " + node);
        return node.doubleValue();
    }

    private static EventHeader readHeader(JsonFields fields) {
        RunId run = fields.nested("run", true, node -> new RunId(node.asText())).orElse(NO_RUN);
        AttemptId attempt = fields.nested("attempt", true, node -> new AttemptId(node.asText()))
                .orElse(NO_ATTEMPT);
        long sequence = fields.longInteger("sequence");
        Instant at = readInstant(fields);
        return new EventHeader(run, attempt, Math.max(1, rejectBelowOne(sequence, fields)), at);
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
        return node.put("load", heartbeat.load()).put("stopping", heartbeat.stopping());
    }

    private static WorkerHeartbeat readHeartbeat(JsonFields fields) {
        String worker = fields.text("worker");
        Instant at = readInstant(fields);
        String host = fields.text("host");
        String device = fields.text("device");
        String version = fields.text("version");
        int slots = fields.integer("slots");
        List<AttemptId> attempts = new ArrayList<>(fields.list("attempts", node -> new AttemptId(node.asText())));
        double load = fields.number("load");
        boolean stopping = fields.flag("stopping", false);
        return fields.build(() -> new WorkerHeartbeat(
                new WorkerName(worker), at, host, device, version, slots, attempts, load, stopping));
    }
}
