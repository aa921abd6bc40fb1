package io.trainyard.engine.evidence;

import java.util.concurrent.CancellationException;

/** Counts the steps to a file. */
final class Steps {
    private final String file;
    private final int count;
    private final EvidenceListener listener;
    private int done;

    Steps(String file, int count, EvidenceListener listener) {
        this.file = file;
        this.count = count;
        this.listener = listener;
    }

    void finishOne() {
        done++;
        if (!listener.afterStep(file, done, count)) throw new CancellationException(file + " was not finished");
    }
}
