package io.trainyard.contract.wire;

import java.io.IOException;

/** Bytes that are not a message of the contract: not JSON, of an unknown version or kind, or with a field that is wrong. */
public final class MalformedMessageException extends IOException {
    private static final long serialVersionUID = 1;

    public MalformedMessageException(String message, Throwable cause) {
        super(message, cause);
    }

    public MalformedMessageException(String message) {
        super(message);
    }
}
