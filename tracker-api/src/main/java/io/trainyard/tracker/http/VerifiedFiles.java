package io.trainyard.tracker.http;

import io.trainyard.contract.Sha256;
import io.trainyard.tracker.storage.ArtifactQueries.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes sure that files are what the runs have reported; each is read once, as long as nobody writes to it. */
final class VerifiedFiles {
    private static final int REMEMBERED = 1000;

    private final Map<Path, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Seen> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A file's state when its digest was computed. */
    private record Seen(long bytes, FileTime modified, String sha256) {}

    /**
     * Compares a file with what was reported.
     *
     * @throws HttpProblem if it is another one
     */
    void require(Path file, Artifact reported) throws IOException {
        long bytes = Files.size(file);
        if (bytes != reported.bytes())
            throw changed(reported, "it has " + bytes + " bytes and not " + reported.bytes());
        if (reported.sha256().isEmpty()) return;
        String wanted = reported.sha256().get();
        String found = digest(file, bytes);
        if (!found.equals(wanted)) throw changed(reported, "its SHA-256 is " + found + " and not " + wanted);
    }

    private static HttpProblem changed(Artifact reported, String how) {
        return HttpProblem.conflict("The file " + reported.path() + " is not the one that the run has left: " + how);
    }

    private String digest(Path file, long bytes) throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        Seen known;
        synchronized (seen) {
            known = seen.get(file);
        }
        if (known != null && known.bytes() == bytes && known.modified().equals(modified)) return known.sha256();
        Seen now = new Seen(bytes, modified, Sha256.ofFile(file));
        synchronized (seen) {
            seen.put(file, now);
        }
        return now.sha256();
    }
}
