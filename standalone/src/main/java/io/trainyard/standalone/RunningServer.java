package io.trainyard.standalone;

/** A whole Trainyard that answers at a URL until it is closed; closing it twice does no more than once. */
public interface RunningServer extends AutoCloseable {
    String url();

    /** Returns when the server was closed, by whomever. */
    void awaitStop() throws InterruptedException;

    @Override
    void close();
}
