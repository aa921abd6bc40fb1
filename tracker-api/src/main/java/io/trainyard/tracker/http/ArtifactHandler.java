package io.trainyard.tracker.http;

import io.trainyard.contract.validation.Excerpt;
import io.trainyard.tracker.storage.ArtifactQueries;
import io.trainyard.tracker.storage.ArtifactQueries.Artifact;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The files that runs leave, from the folder that trackers and workers share. */
final class ArtifactHandler {
    private final Backend backend;
    private final Optional<Path> folder;
    private final VerifiedFiles verified = new VerifiedFiles();

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
    private record Found(String name, Artifact artifact, Path file) {}

    void download(RoutingContext context) {
        Query.of(context);
        String run = context.pathParam("id");
        String name = context.pathParam("name");
        backend.perform(context, () -> find(run, name), found -> verifyAndSend(context, found));
    }

    private Found find(String run, String name) {
        Artifact artifact = backend.database()
                .read(tx -> ArtifactQueries.find(tx, run, name))
                .orElseThrow(() -> HttpProblem.notFound("artifact", Excerpt.of(name)));
        Path root = folder.orElseThrow(() -> HttpProblem.conflict(
                "This tracker was not told where the workers keep their files (setting artifacts)"));
        Path file = within(root, artifact.path())
                .filter(Files::isRegularFile)
                .orElseThrow(() -> HttpProblem.conflict(
                        "The file " + artifact.path() + " is not in this tracker's folder of artifacts"));
        return new Found(name, artifact, file);
    }

    /** Reading a large file takes a while: neither the event loop nor a connection to the database waits for it. */
    private void verifyAndSend(RoutingContext context, Found found) {
        context.vertx()
                .executeBlocking(
                        () -> {
                            verified.require(found.file(), found.artifact());
                            return found;
                        },
                        false)
                .onSuccess(sound -> send(context, sound))
                .onFailure(context::fail);
    }

    /** A worker names the path: it must not lead out of the folder. */
    private static Optional<Path> within(Path root, String path) {
        try {
            return Optional.of(root.resolve(path).normalize()).filter(file -> file.startsWith(root));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
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

    private static void send(RoutingContext context, Found found) {
        HttpServerResponse response = context.response()
                .putHeader("Content-Type", mediaType(found.artifact()))
                // Never shown as a page of this origin, whatever a worker says it is.
                .putHeader("Content-Disposition", "attachment; filename=\"" + plain(found.name()) + "\"")
                .putHeader("Cache-Control", "no-cache");
        // RFC 9530
        found.artifact()
                .sha256()
                .map(digest -> Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest)))
                .ifPresent(digest -> response.putHeader("Repr-Digest", "sha-256=:" + digest + ":"));
        response.sendFile(found.file().toString()).onFailure(context::fail);
    }
}
