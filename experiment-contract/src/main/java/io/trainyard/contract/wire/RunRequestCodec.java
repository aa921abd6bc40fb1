package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.InstallationId;
import io.trainyard.contract.Restart;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import java.util.Optional;

/** Run requests from and to JSON. */
public final class RunRequestCodec {
    private static final String TYPE = "run-request";
    /** A worker of an earlier version would go on from what does not count. */
    private static final int RESTART_SINCE = 5;

    private static final int MAX_EARLIER = 100_000;

    private RunRequestCodec() {}

    public static byte[] encode(RunRequest request) {
        String spec = SpecJson.writeStoredRun(request.spec()).toString();
        return encode(
                new StoredRunRequest(request.run(), request.experiment(), spec, request.dispatch(), request.restart()));
    }

    /** Passes the specification on as it is; the request needs the version that the specification needs. */
    public static byte[] encode(StoredRunRequest request) {
        ObjectNode spec = (ObjectNode) Envelope.tree(request.spec());
        JsonNode needed = spec.remove(SpecJson.VERSION);
        boolean again = request.restart().number() > 0;
        ObjectNode node = Envelope.open(
                        TYPE, Math.max(needed == null ? 1 : needed.intValue(), again ? RESTART_SINCE : 1))
                .put("run", request.run().value())
                .put("experiment", request.experiment().value());
        node.set("spec", spec);
        node.put("dispatch", request.dispatch());
        if (again) write(node.putObject("restart"), request.restart());
        return Envelope.seal(node);
    }

    private static void write(ObjectNode node, Restart restart) {
        ArrayNode earlier = node.put("number", restart.number())
                .put("epoch", restart.epoch())
                .putArray("earlier");
        restart.earlier().forEach(attempt -> earlier.add(attempt.value()));
    }

    /**
     * Reads a request.
     *
     * @param own installation that it must be of, if it says of which it is
     * @throws ForeignMessageException if it is of another installation
     * @throws NewerMessageException if this program would carry out something else than what is asked for
     * @throws RefusedRequestException if the specification cannot be carried out by this program
     * @throws MalformedMessageException if it is no request
     */
    public static RunRequest decode(byte[] bytes, Optional<InstallationId> own) throws MalformedMessageException {
        JsonFields fields = Envelope.parse(bytes, own);
        Head head;
        try {
            head = readHead(fields);
        } catch (InvalidSpecException e) {
            throw new MalformedMessageException(String.valueOf(e.getMessage()), e);
        }
        try {
            Optional<RunSpec> spec = fields.nested("spec", true, SpecJson::readStoredRun);
            return fields.build(() ->
                    new RunRequest(head.run(), head.experiment(), spec.orElseThrow(), head.dispatch(), head.restart()));
        } catch (InvalidSpecException e) {
            throw new RefusedRequestException(head.run(), head.restart().number(), e);
        }
    }

    /** Reads a request of an installation, whichever. */
    public static RunRequest decode(byte[] bytes) throws MalformedMessageException {
        return decode(bytes, Optional.empty());
    }

    /** What a request says beside its specification. */
    private record Head(RunId run, ExperimentId experiment, int dispatch, Restart restart) {}

    private static Head readHead(JsonFields fields) {
        if (!fields.text("type").equals(TYPE)) fields.reject("type", "must be " + TYPE);
        Optional<RunId> run = fields.parsed("run", RunId::new);
        Optional<ExperimentId> experiment = fields.parsed("experiment", ExperimentId::new);
        int dispatch = fields.integer("dispatch");
        if (dispatch < 1) fields.reject("dispatch", "must be at least 1, but was " + dispatch);
        Restart restart =
                fields.nested("restart", false, RunRequestCodec::readRestart).orElse(Restart.NONE);
        return fields.build(() -> new Head(run.orElseThrow(), experiment.orElseThrow(), dispatch, restart));
    }

    private static Restart readRestart(JsonFields fields) {
        int number = fields.integer("number");
        int epoch = fields.integer("epoch");
        List<AttemptId> earlier = fields.values("earlier", MAX_EARLIER, node -> new AttemptId(node.asText()));
        return fields.build(() -> new Restart(number, epoch, earlier));
    }
}
