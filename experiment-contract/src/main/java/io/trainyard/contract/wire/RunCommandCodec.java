package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunCommand.CancelRun;
import io.trainyard.contract.RunCommand.CloseRun;
import io.trainyard.contract.RunCommand.StopAttempt;
import io.trainyard.contract.RunId;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import java.util.Optional;

/** Run commands from and to JSON, version 1. */
public final class RunCommandCodec {
    private RunCommandCodec() {}

    public static byte[] encode(RunCommand command) {
        ObjectNode node = Envelope.open(command.kind().wireName())
                .put("run", command.run().value());
        if (command instanceof StopAttempt stop)
            node.put("attempt", stop.attempt().value());
        return Envelope.seal(node);
    }

    public static RunCommand decode(byte[] bytes) throws MalformedMessageException {
        JsonNode node = Envelope.parse(bytes);
        try {
            JsonFields fields = new JsonFields(node);
            fields.has("v");
            RunCommand.Kind kind = fields.choice("type", List.of(RunCommand.Kind.values()), RunCommand.Kind::wireName);
            Optional<RunId> run = fields.nested("run", true, id -> new RunId(id.asText()));
            return switch (kind) {
                case CANCEL_RUN -> fields.build(() -> new CancelRun(run.orElseThrow()));
                case CLOSE_RUN -> fields.build(() -> new CloseRun(run.orElseThrow()));
                case STOP_ATTEMPT -> {
                    Optional<AttemptId> attempt = fields.nested("attempt", true, id -> new AttemptId(id.asText()));
                    yield fields.build(() -> new StopAttempt(run.orElseThrow(), attempt.orElseThrow()));
                }
            };
        } catch (InvalidSpecException e) {
            throw new MalformedMessageException(String.valueOf(e.getMessage()), e);
        }
    }
}
