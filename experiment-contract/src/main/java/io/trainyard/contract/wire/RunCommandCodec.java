package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.InstallationId;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunCommand.CancelRun;
import io.trainyard.contract.RunCommand.CloseRun;
import io.trainyard.contract.RunCommand.PauseAttempt;
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
    private static final String PAUSE_ATTEMPT = "pause-attempt";
    /** One who does not know it goes on training. */
    private static final int PAUSE_SINCE = 5;

    private static final String CLOSE_RUN = "close-run";
    private static final List<String> TYPES =
            List.of(START_ATTEMPT, CANCEL_RUN, STOP_ATTEMPT, PAUSE_ATTEMPT, CLOSE_RUN);

    private RunCommandCodec() {}

    public static byte[] encode(RunCommand command) {
        int needed = command instanceof PauseAttempt ? PAUSE_SINCE : 1;
        ObjectNode node =
                Envelope.open(typeOf(command), needed).put("run", command.run().value());
        switch (command) {
            case StartAttempt start ->
                TrainedOnJson.put(node.put("attempt", start.attempt().value()), "before", start.before());
            case StopAttempt stop -> node.put("attempt", stop.attempt().value());
            case PauseAttempt pause -> node.put("attempt", pause.attempt().value());
            case CancelRun cancel -> node.put("restart", cancel.restart());
            case CloseRun close -> node.put("restart", close.restart());
        }
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
                case CANCEL_RUN -> {
                    int restart = fields.integer("restart", 0);
                    yield fields.build(() -> new CancelRun(run.orElseThrow(), restart));
                }
                case CLOSE_RUN -> {
                    int restart = fields.integer("restart", 0);
                    yield fields.build(() -> new CloseRun(run.orElseThrow(), restart));
                }
                default -> readOfAttempt(fields, type, run);
            };
        } catch (InvalidSpecException e) {
            throw new MalformedMessageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static RunCommand readOfAttempt(JsonFields fields, String type, Optional<RunId> run) {
        Optional<AttemptId> attempt = fields.parsed("attempt", AttemptId::new);
        Optional<TrainedOn> before = TrainedOnJson.read(fields, "before");
        return fields.build(() -> switch (type) {
            case START_ATTEMPT -> new StartAttempt(run.orElseThrow(), attempt.orElseThrow(), before);
            case PAUSE_ATTEMPT -> new PauseAttempt(run.orElseThrow(), attempt.orElseThrow());
            default -> new StopAttempt(run.orElseThrow(), attempt.orElseThrow());
        });
    }

    private static String typeOf(RunCommand command) {
        return switch (command) {
            case StartAttempt start -> START_ATTEMPT;
            case CancelRun cancel -> CANCEL_RUN;
            case StopAttempt stop -> STOP_ATTEMPT;
            case PauseAttempt pause -> PAUSE_ATTEMPT;
            case CloseRun close -> CLOSE_RUN;
        };
    }
}
