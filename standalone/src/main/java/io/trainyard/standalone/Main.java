package io.trainyard.standalone;

import io.trainyard.engine.data.DataLibrary;
import io.trainyard.engine.data.DownloadListener;
import io.trainyard.standalone.demo.DownloadProbe;
import io.trainyard.tracker.TrackerMain;
import io.trainyard.worker.WorkerMain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The program: which class each command starts. */
public final class Main {
    /** Where the files of MNIST come from. */
    private static final List<URI> DOWNLOADS = List.of(
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/train-images-idx3-ubyte.gz"),
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/train-images-idx3-ubyte.gz"));

    private static final Duration DOWNLOAD_PATIENCE = Duration.ofSeconds(3);

    private Main() {}

    public static void main(String[] arguments) {
        Programs programs = new Programs(Main::startServer, Main::isAvailable, TrackerMain::main, WorkerMain::main);
        System.exit(CommandTree.of(programs, Surroundings.ofThisProcess()).execute(arguments));
    }

    private static RunningServer startServer(ServerSettings settings) throws IOException {
        LogFiles.keepIn(settings.home(), "trainyard");
        return StandaloneServer.start(settings);
    }

    private static boolean isAvailable(String dataset, Optional<Path> data, Path downloads)
            throws InterruptedException {
        return new DataLibrary(data, downloads, true, DownloadListener.NONE).isAvailableLocally(dataset)
                || new DownloadProbe(DOWNLOAD_PATIENCE).anyAnswers(DOWNLOADS);
    }
}
