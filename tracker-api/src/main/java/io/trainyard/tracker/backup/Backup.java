package io.trainyard.tracker.backup;

import io.trainyard.contract.Sha256;
import io.trainyard.tracker.backup.Manifest.SavedFile;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.backup.TableCopies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies a tracker's database and the files of its runs, while it runs, so that they fit each other: the files are copied, then
 * the database as it is at one moment, then the files that have come meanwhile. So whatever the rows name was copied before it
 * could be deleted, or is there yet.
 */
public final class Backup {
    private static final String DATABASE = "database";
    private static final String FILES = "files";
    private static final String UPLOADS = "uploads";

    private static final String RUNS = """
            SELECT run_id
            FROM run
            """;

    private static final String NAMED = """
            SELECT path
            FROM checkpoint
            UNION
            SELECT path
            FROM artifact
            """;

    private final Database.Settings database;
    private final Optional<Path> artifacts;

    /**
     * @param artifacts folder of the files of runs; without it the database is all there is
     */
    public Backup(Database.Settings database, Optional<Path> artifacts) {
        this.database = database;
        this.artifacts = artifacts;
    }

    /**
     * What a backup holds.
     *
     * @param runs that the database knows
     * @param missing files that rows name and that are not there
     */
    public record Contents(Instant at, long runs, int files, long bytes, List<String> missing) {}

    /**
     * Makes a backup in a folder that is empty or not there yet.
     *
     * @throws IOException if the folder holds something, or cannot be written
     */
    public Contents to(Path folder) throws IOException {
        requireEmpty(folder, "is not empty: name a folder for this backup alone");
        Path tables = Files.createDirectories(folder.resolve(DATABASE));
        Path files = Files.createDirectories(folder.resolve(FILES));
        copyFiles(files);
        try (TableCopies copies = TableCopies.open(database)) {
            Set<String> runs = new HashSet<>(copies.texts(RUNS));
            Instant at = Instant.now();
            List<String> named = copies.texts(NAMED);
            var copied = copies.copyTo(tables);
            copyFiles(files);
            List<SavedFile> saved = saved(files, runs);
            new Manifest(at, copies.schema(), copied, saved).write(folder);
            List<String> missing = artifacts.isEmpty()
                    ? List.of()
                    : named.stream()
                            .filter(path -> !Files.exists(files.resolve(path)))
                            .toList();
            return new Contents(
                    at,
                    runs.size(),
                    saved.size(),
                    saved.stream().mapToLong(SavedFile::bytes).sum(),
                    missing);
        }
    }

    /**
     * Fills an empty database, and an empty folder of artifacts, from a backup.
     *
     * @throws IOException if the backup is not whole, or there is something already where it should go
     */
    public Contents from(Path folder) throws IOException {
        Manifest manifest = Manifest.read(folder);
        Path files = folder.resolve(FILES);
        for (SavedFile file : manifest.files()) requireWhole(files, file);
        if (artifacts.isEmpty() && !manifest.files().isEmpty())
            throw new IOException("the backup has files of runs, and there is no folder of artifacts for them");
        if (artifacts.isPresent()) requireEmpty(artifacts.get(), "is not empty: restore into a new home");
        try (TableCopies copies = TableCopies.open(database)) {
            if (!copies.isEmpty()) throw new IOException("the database is not empty: restore into a new one");
            copies.copyFrom(folder.resolve(DATABASE), manifest.schema(), manifest.tables());
        }
        for (SavedFile file : manifest.files()) copy(files, artifacts.orElseThrow(), file.path());
        long runs = manifest.tables().stream()
                .filter(table -> table.name().equals("run"))
                .mapToLong(TableCopies.Table::rows)
                .sum();
        long bytes = manifest.files().stream().mapToLong(SavedFile::bytes).sum();
        return new Contents(manifest.at(), runs, manifest.files().size(), bytes, List.of());
    }

    private static void requireEmpty(Path folder, String otherwise) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) throw new IOException(folder + " " + otherwise);
        }
    }

    private static void requireWhole(Path files, SavedFile file) throws IOException {
        Path saved = files.resolve(file.path()).normalize();
        if (!saved.startsWith(files) || !Files.isRegularFile(saved, LinkOption.NOFOLLOW_LINKS))
            throw new IOException("the backup is damaged: it has no " + file.path());
        if (Files.size(saved) != file.bytes() || !Sha256.ofFile(saved).equals(file.sha256()))
            throw new IOException("the backup is damaged: " + file.path() + " is not what was saved");
    }

    /** What is there and was not copied before. Files are renamed into place, so that each is whole. */
    private void copyFiles(Path target) throws IOException {
        if (artifacts.isEmpty() || !Files.isDirectory(artifacts.get())) return;
        Path source = artifacts.get();
        List<Path> all;
        try (Stream<Path> walk = Files.walk(source)) {
            all = walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .map(source::relativize)
                    .filter(path -> !path.startsWith(UPLOADS))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : all) if (!Files.exists(target.resolve(path))) copy(source, target, path.toString());
    }

    private static void copy(Path source, Path target, String path) throws IOException {
        Path to = target.resolve(path);
        Files.createDirectories(to.getParent());
        try {
            Files.copy(source.resolve(path), to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException e) {
            // It was deleted just now, and nobody needs it.
            Files.deleteIfExists(to);
        }
    }

    /** Files of runs that the database does not know are not kept. */
    private static List<SavedFile> saved(Path files, Set<String> runs) throws IOException {
        List<SavedFile> saved = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(files)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Path path = files.relativize(file);
                if (runs.contains(path.getName(0).toString()))
                    saved.add(new SavedFile(path.toString(), Files.size(file), Sha256.ofFile(file)));
                else Files.delete(file);
            }
        }
        return saved;
    }
}
