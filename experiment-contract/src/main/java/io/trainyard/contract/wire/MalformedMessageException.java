package io.trainyard.contract.wire;

import java.io.IOException;

/** Bytes that are not a message of the contract: not JSON, of an unknown kind, or with a field that is wrong. */
public sealed class MalformedMessageException extends IOException
        permits ForeignMessageException, NewerMessageException, RefusedRequestException {
    private static final long serialVersionUID = 1;

    public MalformedMessageException(String message, Throwable cause) {
        super(message, cause);
    }

    public MalformedMessageException(String message) {
        super(message);
    }
}
