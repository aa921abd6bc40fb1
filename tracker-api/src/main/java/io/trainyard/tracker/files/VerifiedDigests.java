package io.trainyard.tracker.files;

import io.trainyard.contract.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** The digests of files; each is read once, as long as nobody writes to it. */
final class VerifiedDigests {
    private static final int REMEMBERED = 1000;

    private final Map<Path, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Seen> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A file's state when its digest was computed. */
    private record Seen(long bytes, FileTime modified, String sha256) {}

    String of(Path file) throws IOException {
        long bytes = Files.size(file);
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
