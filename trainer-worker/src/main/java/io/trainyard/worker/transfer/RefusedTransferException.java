package io.trainyard.worker.transfer;

import java.io.IOException;

/** The tracker does not take or have a file, and has said why. */
public final class RefusedTransferException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final boolean goesOn;

    /** @param goesOn whether the tracker only wants to be asked again from where to go on */
    RefusedTransferException(int status, boolean goesOn, String reason) {
        super(reason);
        this.status = status;
        this.goesOn = goesOn;
    }

    /** Whether the attempt does not own its run any more, so that nothing of it is wanted. */
    boolean isNotTheOwner() {
        return status == 409 && !goesOn;
    }
}
