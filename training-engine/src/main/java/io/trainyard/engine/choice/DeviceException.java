package io.trainyard.engine.choice;

/** No device of this worker can train the run as it is specified; the message says why, for people. */
public final class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeviceException(String message) {
        super(message);
    }
}
