package io.trainyard.tracker.http;

import io.trainyard.tracker.storage.ArtifactQueries;
import io.trainyard.tracker.storage.ArtifactQueries.Artifact;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The files that runs leave, from the folder that trackers and workers share. */
final class ArtifactHandler {
    private final Backend backend;
    private final Optional<Path> folder;

    /**
     * Serves files of one folder.
     *
     * @param folder empty where this tracker does not see the workers' files
     */
    ArtifactHandler(Backend backend, Optional<Path> folder) {
        this.backend = backend;
        this.folder = folder.map(path -> path.toAbsolutePath().normalize());
    }

    /** A file that was found. */
    private record Found(Artifact artifact, Path file) {}

    void download(RoutingContext context) {
        Query.of(context);
        String run = context.pathParam("id");
        String name = context.pathParam("name");
        backend.perform(context, () -> find(run, name), found -> send(context, found));
    }

    private Found find(String run, String name) {
        Artifact artifact = backend.database()
                .read(tx -> ArtifactQueries.find(tx, run, name))
                .orElseThrow(() -> HttpProblem.notFound("artifact", Query.shortened(name)));
        Path root = folder.orElseThrow(() -> HttpProblem.conflict(
                "This tracker was not told where the workers keep their files (setting artifacts)"));
        Path file = within(root, artifact.path())
                .filter(Files::isRegularFile)
                .orElseThrow(() -> HttpProblem.conflict(
                        "The file " + artifact.path() + " is not in this tracker's folder of artifacts"));
        return new Found(artifact, file);
    }

    /** A worker names the path: it must not lead out of the folder. */
    private static Optional<Path> within(Path root, String path) {
        try {
            return Optional.of(root.resolve(path).normalize()).filter(file -> file.startsWith(root));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static void send(RoutingContext context, Found found) {
        HttpServerResponse response = context.response()
                .putHeader("Content-Type", found.artifact().mediaType())
                // Never shown as a page of this origin, whatever a worker says it is.
                .putHeader(
                        "Content-Disposition",
                        "attachment; filename=\"" + found.file().getFileName() + "\"")
                .putHeader("Cache-Control", "no-cache");
        response.sendFile(found.file().toString()).onFailure(context::fail);
    }
}
