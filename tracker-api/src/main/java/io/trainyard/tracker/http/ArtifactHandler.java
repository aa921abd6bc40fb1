package io.trainyard.tracker.http;

import io.trainyard.contract.validation.Excerpt;
import io.trainyard.tracker.files.ArtifactStore;
import io.trainyard.tracker.files.RunFiles;
import io.trainyard.tracker.files.StoredFile;
import io.trainyard.tracker.storage.ArtifactQueries;
import io.trainyard.tracker.storage.ArtifactQueries.Artifact;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;

/** The files that runs leave, as people and their browsers ask for them. */
final class ArtifactHandler {
    private final Backend backend;
    private final FileThreads threads;
    private final Optional<RunFiles> files;

    /**
     * Serves files of one store.
     *
     * @param files empty where this tracker does not see the files of runs
     */
    ArtifactHandler(Backend backend, FileThreads threads, Optional<RunFiles> files) {
        this.backend = backend;
        this.threads = threads;
        this.files = files;
    }

    void download(RoutingContext context) {
        Query.of(context);
        String run = context.pathParam("id");
        String name = context.pathParam("name");
        backend.perform(
                context,
                () -> backend.database()
                        .read(tx -> ArtifactQueries.find(tx, run, name))
                        .orElseThrow(() -> HttpProblem.notFound("artifact", Excerpt.of(name))),
                artifact -> verifyAndSend(context, name, artifact));
    }

    /** Reading a large file takes a while: neither the event loop nor a connection to the database waits for it. */
    private void verifyAndSend(RoutingContext context, String name, Artifact artifact) {
        ArtifactStore store = FileHandler.require(files).store();
        backend.finish(context, threads.call(() -> verified(store, artifact)), file -> {
            context.response()
                    .putHeader("Content-Type", mediaType(artifact))
                    // Never shown as a page of this origin, whatever a worker says it is.
                    .putHeader("Content-Disposition", "attachment; filename=\"" + plain(name) + "\"");
            new FileSender(threads, store).send(context, file, artifact.sha256());
        });
    }

    /** The file, if it is the one that the run has reported. */
    private static StoredFile verified(ArtifactStore store, Artifact reported) throws IOException {
        StoredFile file = store.find(reported.path())
                .orElseThrow(() -> HttpProblem.conflict(
                        "The file " + Excerpt.of(reported.path()) + " is not where this tracker keeps artifacts"));
        if (file.bytes() != reported.bytes())
            throw changed(reported, "it has " + file.bytes() + " bytes and not " + reported.bytes());
        if (reported.sha256().isEmpty()) return file;
        String wanted = reported.sha256().get();
        String found = store.digest(file);
        if (!found.equals(wanted)) throw changed(reported, "its SHA-256 is " + found + " and not " + wanted);
        return file;
    }

    private static HttpProblem changed(Artifact reported, String how) {
        return HttpProblem.conflict("The file " + reported.path() + " is not the one that the run has left: " + how);
    }

    /** A worker says what it is, in a text that must not become more than one header. */
    private static String mediaType(Artifact artifact) {
        return artifact.mediaType().matches("[\\w.+-]+/[\\w.+-]+(; ?[\\w.+-]+=[\\w.+-]+)*")
                ? artifact.mediaType()
                : "application/octet-stream";
    }

    private static String plain(String name) {
        return name.replaceAll("[^\\w.+ -]", "_");
    }
}
