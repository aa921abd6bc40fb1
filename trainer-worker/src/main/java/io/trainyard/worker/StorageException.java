package io.trainyard.worker;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** What a run must not end without could not be saved. */
final class StorageException extends IOException {
    private static final long serialVersionUID = 1;

    StorageException(String what, IOException cause) {
        super(what + " cannot be saved: " + reason(cause), cause);
    }

    /** What the system says, with the file where it tells. */
    static String reason(IOException failure) {
        @Nullable String message = failure.getMessage();
        if (failure instanceof FileSystemException file && file.getReason() == null)
            return failure.getClass().getSimpleName() + " " + file.getFile();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
