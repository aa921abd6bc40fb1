package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.InstallationId;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.Optional;

/** Run requests from and to JSON. */
public final class RunRequestCodec {
    private static final String TYPE = "run-request";

    private RunRequestCodec() {}

    public static byte[] encode(RunRequest request) {
        String spec = SpecJson.writeStoredRun(request.spec()).toString();
        return encode(new StoredRunRequest(request.run(), request.experiment(), spec, request.dispatch()));
    }

    /** Passes the specification on as it is; the request needs the version that the specification needs. */
    public static byte[] encode(StoredRunRequest request) {
        ObjectNode spec = (ObjectNode) Envelope.tree(request.spec());
        JsonNode needed = spec.remove(SpecJson.VERSION);
        ObjectNode node = Envelope.open(TYPE, needed == null ? 1 : needed.intValue())
                .put("run", request.run().value())
                .put("experiment", request.experiment().value());
        node.set("spec", spec);
        return Envelope.seal(node.put("dispatch", request.dispatch()));
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
            Optional<RunSpec> spec = fields.nested("spec", true, SpecJson::readRun);
            return fields.build(
                    () -> new RunRequest(head.run(), head.experiment(), spec.orElseThrow(), head.dispatch()));
        } catch (InvalidSpecException e) {
            throw new RefusedRequestException(head.run(), e);
        }
    }

    /** Reads a request of an installation, whichever. */
    public static RunRequest decode(byte[] bytes) throws MalformedMessageException {
        return decode(bytes, Optional.empty());
    }

    /** What a request says beside its specification. */
    private record Head(RunId run, ExperimentId experiment, int dispatch) {}

    private static Head readHead(JsonFields fields) {
        if (!fields.text("type").equals(TYPE)) fields.reject("type", "must be " + TYPE);
        Optional<RunId> run = fields.parsed("run", RunId::new);
        Optional<ExperimentId> experiment = fields.parsed("experiment", ExperimentId::new);
        int dispatch = fields.integer("dispatch");
        if (dispatch < 1) fields.reject("dispatch", "must be at least 1, but was " + dispatch);
        return fields.build(() -> new Head(run.orElseThrow(), experiment.orElseThrow(), dispatch));
    }
}
