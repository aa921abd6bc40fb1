package io.trainyard.worker.transfer;

import java.io.IOException;

/** What the tracker has is not what was sent to it. */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedFileException(String message) {
        super(message);
    }
}
