package io.trainyard.tracker.files;

import io.trainyard.contract.RunId;
import io.trainyard.tracker.files.RefusedFileException.Reason;
import io.trainyard.tracker.storage.StoredFiles;
import io.trainyard.tracker.storage.StoredFiles.Row;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The files of runs: who may send and delete them, how much, and how one becomes visible. Only the attempt that owns a run
 * changes anything, and nothing but its own files: what an earlier attempt still sends is refused.
 */
public final class RunFiles {
    private final ArtifactStore store;
    private final Uploads uploads;
    private final StoredFiles rows;
    private final StoreLimits limits;
    private final LongAdder takenFiles = new LongAdder();
    private final LongAdder takenBytes = new LongAdder();

    public RunFiles(ArtifactStore store, Uploads uploads, StoredFiles rows, StoreLimits limits) {
        this.store = store;
        this.uploads = uploads;
        this.rows = rows;
        this.limits = limits;
    }

    public ArtifactStore store() {
        return store;
    }

    /** Where an upload stands: {@code received} of its bytes are here, and if it is {@code stored} it is a file. */
    public record Standing(boolean stored, long received) {}

    /**
     * Says how far a file has come, before any of it is sent. What the run has already, under whatever name, is not sent again.
     *
     * @throws RefusedFileException if it would not be taken
     */
    public Standing standing(Upload upload) throws IOException, RefusedFileException {
        requireOwner(upload.path());
        if (isStored(upload) || isCopied(upload)) return new Standing(true, upload.bytes());
        long received = uploads.received(upload);
        requireRoom(upload, received);
        return new Standing(false, received);
    }

    private void requireOwner(StoredPath path) throws RefusedFileException {
        boolean owner = rows.isOwner(path.run(), path.attempt())
                .orElseThrow(() -> new RefusedFileException(
                        Reason.NO_SUCH_ATTEMPT, "Run " + path.run() + " has no attempt " + path.attempt()));
        if (!owner) throw notTheOwner(path);
    }

    private static RefusedFileException notTheOwner(StoredPath path) {
        return new RefusedFileException(
                Reason.NOT_THE_OWNER,
                "Attempt " + path.attempt() + " does not own run " + path.run()
                        + " any more: another one does, or the run has ended");
    }

    private boolean isStored(Upload upload) throws IOException {
        for (Row row : rows.of(upload.path().run()))
            if (isAt(row, upload.path()))
                return hasContent(row, upload)
                        && store.find(upload.path().toString()).isPresent();
        return false;
    }

    private boolean isCopied(Upload upload) throws IOException, RefusedFileException {
        for (Row row : rows.of(upload.path().run())) {
            if (!hasContent(row, upload) || isAt(row, upload.path())) continue;
            if (store.copy(pathOf(upload.path().run(), row), upload.path())) {
                note(upload);
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(Row row, StoredPath path) {
        return row.attempt().equals(path.attempt().value()) && row.name().equals(path.name());
    }

    private static boolean hasContent(Row row, Upload upload) {
        return row.bytes() == upload.bytes() && row.sha256().equals(upload.sha256());
    }

    private void requireRoom(Upload upload, long received) throws IOException, RefusedFileException {
        if (upload.bytes() > limits.fileBytes())
            throw new RefusedFileException(
                    Reason.TOO_LARGE,
                    "The file has " + upload.bytes() + " bytes; the most is " + limits.fileBytes()
                            + " (setting artifact_max_file_mebibytes of the tracker)");
        RunId run = upload.path().run();
        StoredFiles.Held held = rows.held(run);
        long left = upload.bytes() - received;
        if (held.files() >= StoreLimits.MAX_FILES || left > limits.runBytes() - held.bytes() - uploads.bytesOf(run))
            throw new RefusedFileException(
                    Reason.TOO_LARGE,
                    "The run has " + held.files() + " files of " + held.bytes() + " bytes; the most is "
                            + StoreLimits.MAX_FILES + " files of " + limits.runBytes()
                            + " bytes (setting artifact_max_run_mebibytes of the tracker)");
        if (left > uploads.usableBytes() - limits.keptFreeBytes())
            throw new RefusedFileException(
                    Reason.NO_ROOM,
                    "The tracker's disk has no room for " + left + " bytes more, of which "
                            + limits.keptFreeBytes()
                            + " stay free: make room on it, or delete runs that nobody needs");
    }

    /** Files that were sent whole since the start. */
    public long takenFiles() {
        return takenFiles.sum();
    }

    /** Bytes of these. */
    public long takenBytes() {
        return takenBytes.sum();
    }

    /** Begins to receive what comes next of a file, up to an end. */
    public Uploads.Part receive(Upload upload, long start, long end) throws IOException {
        return uploads.open(upload, start, end);
    }

    /**
     * Says how far a file has come after a part of it, and makes it visible when it is whole and as announced.
     *
     * @throws RefusedFileException if it is not what was announced, or the run has another owner by now
     */
    public Standing received(Upload upload) throws IOException, RefusedFileException {
        long received = uploads.received(upload);
        if (received < upload.bytes()) return new Standing(false, received);
        requireOwner(upload.path());
        try {
            store.put(upload.path(), uploads.finished(upload), upload.sha256());
        } catch (NoSuchFileException e) {
            // Of two that finish one file the second finds it moved.
            return new Standing(isStored(upload), uploads.received(upload));
        } catch (Uploads.WrongDigestException e) {
            throw new RefusedFileException(Reason.WRONG_CONTENT, String.valueOf(e.getMessage()));
        }
        uploads.discard(upload);
        note(upload);
        takenFiles.increment();
        takenBytes.add(upload.bytes());
        return new Standing(true, upload.bytes());
    }

    private void note(Upload upload) throws IOException, RefusedFileException {
        StoredPath path = upload.path();
        Row row = new Row(path.attempt().value(), path.name(), upload.bytes(), upload.sha256());
        if (rows.put(path.run(), row)) return;
        store.delete(path.toString());
        throw notTheOwner(path);
    }

    /**
     * Deletes a file of the run's owner.
     *
     * @throws RefusedFileException if the attempt owns the run no more
     */
    public void delete(StoredPath path) throws IOException, RefusedFileException {
        requireOwner(path);
        if (!rows.deleteOwn(path.run(), path.attempt(), path.name())) throw notTheOwner(path);
        store.delete(path.toString());
    }

    /** A file of an attempt, and its digest where it was sent and not written by a worker on the same disk. */
    public record Listed(StoredFile file, Optional<String> sha256) {}

    public Optional<Listed> find(StoredPath path) throws IOException {
        Optional<StoredFile> file = store.find(path.toString());
        if (file.isEmpty()) return Optional.empty();
        return Optional.of(new Listed(file.get(), digest(path.run(), file.get())));
    }

    private Optional<String> digest(RunId run, StoredFile file) {
        return rows.of(run).stream()
                .filter(row -> isOf(run, row, file))
                .map(Row::sha256)
                .findFirst();
    }

    private static boolean isOf(RunId run, Row row, StoredFile file) {
        return row.bytes() == file.bytes() && pathOf(run, row).equals(file.path());
    }

    public List<Listed> list(RunId run) throws IOException {
        Map<String, Row> known = new HashMap<>();
        for (Row row : rows.of(run)) known.put(pathOf(run, row), row);
        return store.list(run).stream()
                .map(file -> new Listed(
                        file,
                        Optional.ofNullable(known.get(file.path()))
                                .filter(row -> row.bytes() == file.bytes())
                                .map(Row::sha256)))
                .toList();
    }

    private static String pathOf(RunId run, Row row) {
        return run + "/" + row.attempt() + "/" + row.name();
    }

    /** Deletes a file that nobody needs, whoever has left it. */
    void discard(RunId run, StoredFile file) throws IOException {
        store.delete(file.path());
        String[] names = file.path().split("/", -1);
        if (names.length == 3) rows.delete(run, names[1], names[2]);
    }

    /** Uploads that were not gone on with since a time, and deletes them if that is wanted. */
    List<StoredFile> abandonedUploads(Instant since, boolean delete) throws IOException {
        List<StoredFile> abandoned = uploads.untouchedSince(since);
        if (delete) for (StoredFile upload : abandoned) uploads.delete(upload);
        return abandoned;
    }

    /** Deletes everything of a run that is gone. */
    public void deleteRun(RunId run) throws IOException {
        uploads.deleteRun(run);
        store.deleteRun(run);
    }
}
