package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.InstallationId;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunCommand.CancelRun;
import io.trainyard.contract.RunCommand.CloseRun;
import io.trainyard.contract.RunCommand.StartAttempt;
import io.trainyard.contract.RunCommand.StopAttempt;
import io.trainyard.contract.RunId;
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import java.util.Optional;

/** Run commands from and to JSON. */
public final class RunCommandCodec {
    private static final String START_ATTEMPT = "start-attempt";
    private static final String CANCEL_RUN = "cancel-run";
    private static final String STOP_ATTEMPT = "stop-attempt";
    private static final String CLOSE_RUN = "close-run";
    private static final List<String> TYPES = List.of(START_ATTEMPT, CANCEL_RUN, STOP_ATTEMPT, CLOSE_RUN);

    private RunCommandCodec() {}

    public static byte[] encode(RunCommand command) {
        ObjectNode node =
                Envelope.open(typeOf(command)).put("run", command.run().value());
        if (command instanceof StartAttempt start)
            TrainedOnJson.put(node.put("attempt", start.attempt().value()), "before", start.before());
        if (command instanceof StopAttempt stop)
            node.put("attempt", stop.attempt().value());
        return Envelope.seal(node);
    }

    /** Reads what an installation says, whichever. */
    public static RunCommand decode(byte[] bytes) throws MalformedMessageException {
        return decode(bytes, Optional.empty());
    }

    /**
     * Reads what this installation says.
     *
     * @throws ForeignMessageException if it is of another one
     */
    public static RunCommand decode(byte[] bytes, Optional<InstallationId> own) throws MalformedMessageException {
        JsonFields fields = Envelope.parse(bytes, own);
        try {
            String type = fields.choice("type", TYPES, name -> name);
            Optional<RunId> run = fields.parsed("run", RunId::new);
            return switch (type) {
                case CANCEL_RUN -> fields.build(() -> new CancelRun(run.orElseThrow()));
                case CLOSE_RUN -> fields.build(() -> new CloseRun(run.orElseThrow()));
                default -> {
                    Optional<AttemptId> attempt = fields.parsed("attempt", AttemptId::new);
                    Optional<TrainedOn> before = TrainedOnJson.read(fields, "before");
                    yield fields.build(() -> type.equals(START_ATTEMPT)
                            ? new StartAttempt(run.orElseThrow(), attempt.orElseThrow(), before)
                            : new StopAttempt(run.orElseThrow(), attempt.orElseThrow()));
                }
            };
        } catch (InvalidSpecException e) {
            throw new MalformedMessageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String typeOf(RunCommand command) {
        return switch (command) {
            case StartAttempt start -> START_ATTEMPT;
            case CancelRun cancel -> CANCEL_RUN;
            case StopAttempt stop -> STOP_ATTEMPT;
            case CloseRun close -> CLOSE_RUN;
        };
    }
}
