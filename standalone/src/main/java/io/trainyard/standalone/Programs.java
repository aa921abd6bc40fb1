package io.trainyard.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the commands start. The commands know it by these interfaces only, so that each can be tried without a server.
 *
 * @param server starts everything in this process
 * @param data finds data sets
 * @param tracker the tracker alone
 * @param worker a worker alone
 */
public record Programs(ServerLauncher server, DataFinder data, MainProgram tracker, MainProgram worker) {
    @FunctionalInterface
    public interface ServerLauncher {
        /** Returns when the server answers; when it cannot start, nothing that it started stays. */
        RunningServer start(ServerSettings settings) throws IOException;
    }

    @FunctionalInterface
    public interface DataFinder {
        /** Whether a worker could train on the data set: it lies in one of the folders, or can be downloaded. */
        boolean isAvailable(String dataset, Optional<Path> data, Path downloads) throws InterruptedException;
    }

    @FunctionalInterface
    public interface MainProgram {
        void main(String[] arguments) throws Exception;
    }
}
