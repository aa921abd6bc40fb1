package io.trainyard.tracker.files;

import io.trainyard.contract.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the files of runs are kept. A file is there whole or not at all. All calls may take their time, none may be made on an
 * event loop; any thread may make them.
 */
public interface ArtifactStore {
    /** Takes a finished file in, in place of an earlier one at its path; the source may be gone afterwards. */
    void put(StoredPath path, Path source, String sha256) throws IOException;

    /** Gives the content of another file this path, without moving it through this process; false if the store cannot. */
    boolean copy(String from, StoredPath to) throws IOException;

    /** Empty if nothing is there, or it is none of the store's. */
    Optional<StoredFile> find(String path) throws IOException;

    /** What the content of a file is now, by SHA-256 in hexadecimal digits. */
    String digest(StoredFile file) throws IOException;

    /**
     * Opens a part of a file.
     *
     * @param offset of the first byte
     * @param length that is wanted, all of it within the file
     */
    Content open(StoredFile file, long offset, long length) throws IOException;

    /** All files of a run. */
    List<StoredFile> list(RunId run) throws IOException;

    /** The runs that have something here. */
    List<RunId> runs() throws IOException;

    /** Deletes a file; nothing happens if it is not there. */
    void delete(String path) throws IOException;

    /** Deletes everything of a run; nothing happens if there is nothing. */
    void deleteRun(RunId run) throws IOException;

    /** Gives up what was begun to be put before a time and has not come to its end. */
    void giveUpUnfinished(Instant since) throws IOException;

    /** Content on its way out. */
    sealed interface Content {
        /** A part of a file on this machine. */
        record OnDisk(Path file, long offset, long length) implements Content {}

        /** Bytes that come from elsewhere; whoever reads them closes the stream. */
        record Remote(InputStream bytes, long length) implements Content {}
    }
}
