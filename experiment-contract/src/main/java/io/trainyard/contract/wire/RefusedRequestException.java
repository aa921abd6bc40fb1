package io.trainyard.contract.wire;

import io.trainyard.contract.RunId;
import io.trainyard.contract.validation.InvalidSpecException;

/** A request that says which run it is for, with a specification that this program cannot carry out. */
public final class RefusedRequestException extends MalformedMessageException {
    private static final long serialVersionUID = 1;

    private final transient RunId run;
    private final int restart;
    private final InvalidSpecException invalid;

    RefusedRequestException(RunId run, int restart, InvalidSpecException cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.run = run;
        this.restart = restart;
        this.invalid = cause;
    }

    public RunId run() {
        return run;
    }

    /** How often the run had been begun anew when it was asked for. */
    public int restart() {
        return restart;
    }

    /** What of the specification is not allowed here. */
    public InvalidSpecException invalid() {
        return invalid;
    }
}
