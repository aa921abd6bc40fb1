package io.trainyard.contract.wire;

import io.trainyard.contract.InstallationId;

/** A message of another installation, which shares this one's topics although it should have some of its own. */
public final class ForeignMessageException extends MalformedMessageException {
    private static final long serialVersionUID = 1;

    private final String installation;

    ForeignMessageException(String installation, InstallationId own) {
        super("is of the installation " + installation + ", but this is " + own
                + ": give each of them a kafka_topic_prefix of its own");
        this.installation = installation;
    }

    /** Whose it is. */
    public String installation() {
        return installation;
    }
}
