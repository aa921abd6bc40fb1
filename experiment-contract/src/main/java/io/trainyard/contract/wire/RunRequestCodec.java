package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.Optional;

/** Run requests from and to JSON, version 1. */
public final class RunRequestCodec {
    private static final String TYPE = "run-request";

    private RunRequestCodec() {}

    public static byte[] encode(RunRequest request) {
        ObjectNode node = Envelope.open(TYPE)
                .put("run", request.run().value())
                .put("experiment", request.experiment().value());
        node.set("spec", SpecJson.writeRun(request.spec()));
        return Envelope.seal(node.put("dispatch", request.dispatch()));
    }

    public static RunRequest decode(byte[] bytes) throws MalformedMessageException {
        JsonNode node = Envelope.parse(bytes);
        try {
            JsonFields fields = new JsonFields(node);
            fields.has("v");
            if (!fields.text("type").equals(TYPE)) fields.reject("type", "must be " + TYPE);
            Optional<RunId> run = fields.nested("run", true, id -> new RunId(id.asText()));
            Optional<ExperimentId> experiment = fields.nested("experiment", true, id -> new ExperimentId(id.asText()));
            Optional<RunSpec> spec = fields.nested("spec", true, SpecJson::readRun);
            int dispatch = fields.integer("dispatch");
            return fields.build(
                    () -> new RunRequest(run.orElseThrow(), experiment.orElseThrow(), spec.orElseThrow(), dispatch));
        } catch (InvalidSpecException e) {
            throw new MalformedMessageException(String.valueOf(e.getMessage()), e);
        }
    }
}
