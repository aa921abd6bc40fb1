package io.trainyard.engine.evidence;

/** Asked while a file is made that takes long. Called by the thread that writes the file, so it must be quick. */
@FunctionalInterface
public interface EvidenceListener {
    EvidenceListener NONE = (file, done, steps) -> true;

    /** {@code false}: stop now, with a {@link java.util.concurrent.CancellationException}. */
    boolean afterStep(String file, int done, int steps);
}
