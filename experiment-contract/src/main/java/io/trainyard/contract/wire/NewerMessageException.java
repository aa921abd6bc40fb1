package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;

/** A message that this program would misread, because it is older than the one that the message was written for. */
public final class NewerMessageException extends MalformedMessageException {
    private static final long serialVersionUID = 1;

    NewerMessageException(JsonNode needed, int known) {
        super("needs version " + needed + " of the contract, but this program knows only up to version " + known
                + ": a newer one can read it");
    }
}
