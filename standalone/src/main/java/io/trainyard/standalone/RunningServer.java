package io.trainyard.standalone;

import java.io.IOException;

/** A whole Trainyard that answers at a URL until it is closed; closing it twice does no more than once. */
public interface RunningServer extends AutoCloseable {
    String url();

    /**
     * Returns when the server was closed, by whomever.
     *
     * @throws IOException if it closed by itself because it cannot do what it is for; the message says why, for people
     */
    void awaitStop() throws InterruptedException, IOException;

    @Override
    void close();
}
