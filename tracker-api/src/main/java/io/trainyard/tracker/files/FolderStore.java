package io.trainyard.tracker.files;

import io.trainyard.contract.RunId;
import io.trainyard.contract.validation.InvalidSpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with one folder for each run and in it one for each attempt, as workers on the same disk write it too. No link in it
 * is followed out of it: other users of the disk may have made one.
 */
public final class FolderStore implements ArtifactStore {
    private final Path root;
    private final VerifiedDigests digests = new VerifiedDigests();

    /** A store that makes its folder when it first needs it. */
    public FolderStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public void put(StoredPath path, Path source, String sha256) throws IOException {
        Path file = make(path);
        try {
            Files.move(source, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("uploads must lie on the disk of the artifacts, in " + root, e);
        }
        Durable.force(parent(file));
    }

    @Override
    public boolean copy(String from, StoredPath to) throws IOException {
        Optional<StoredFile> source = find(from);
        if (source.isEmpty()) return false;
        Path file = make(to);
        Path link = file.resolveSibling("unfinished-" + to.name());
        try {
            Files.deleteIfExists(link);
            Files.createLink(link, root.resolve(from));
            Files.move(link, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            // A rename of one link onto another of the same file does nothing at all.
            Files.deleteIfExists(link);
        } catch (UnsupportedOperationException | IOException e) {
            Files.deleteIfExists(link);
            return false;
        }
        Durable.force(parent(file));
        return true;
    }

    /** The file's place, in folders that are really there. */
    private Path make(StoredPath path) throws IOException {
        Files.createDirectories(root);
        Path run = makeFolder(root.resolve(path.run().value()));
        return makeFolder(run.resolve(path.attempt().value())).resolve(path.name());
    }

    private Path makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) Files.createDirectories(folder);
        if (!isWithin(folder)) throw new IOException(folder + " leads out of the folder of artifacts");
        return folder;
    }

    private boolean isWithin(Path path) throws IOException {
        return path.toRealPath().startsWith(root.toRealPath());
    }

    private static Path parent(Path file) {
        Path folder = file.getParent();
        if (folder == null) throw new IllegalStateException("every file here lies in a folder");
        return folder;
    }

    @Override
    public Optional<StoredFile> find(String path) throws IOException {
        if (StoredPath.readable(path).isEmpty()) return Optional.empty();
        Path file = root.resolve(path);
        try {
            if (!Files.isRegularFile(file) || !isWithin(file)) return Optional.empty();
            return Optional.of(stored(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private StoredFile stored(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new StoredFile(
                root.relativize(file).toString(),
                attributes.size(),
                attributes.lastModifiedTime().toInstant());
    }

    @Override
    public String digest(StoredFile file) throws IOException {
        return digests.of(root.resolve(file.path()));
    }

    @Override
    public Content open(StoredFile file, long offset, long length) {
        return new Content.OnDisk(root.resolve(file.path()), offset, length);
    }

    @Override
    public List<StoredFile> list(RunId run) throws IOException {
        List<StoredFile> files = new ArrayList<>();
        for (Path file : walk(root.resolve(run.value()))) {
            try {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) files.add(stored(file));
            } catch (NoSuchFileException e) {
                // Somebody has deleted it meanwhile.
            }
        }
        return files;
    }

    @Override
    public List<RunId> runs() throws IOException {
        List<RunId> runs = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.toList()) run(folder).ifPresent(runs::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return runs;
    }

    private static Optional<RunId> run(Path folder) {
        try {
            return Optional.of(new RunId(folder.getFileName().toString()));
        } catch (InvalidSpecException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(String path) throws IOException {
        if (StoredPath.readable(path).isEmpty()) throw new IllegalArgumentException("not a file here: " + path);
        Path file = root.resolve(path);
        if (!Files.exists(parent(file)) || !isWithin(parent(file))) return;
        Files.deleteIfExists(file);
    }

    /** Follows no links: what they point to is not the run's. */
    @Override
    public void deleteRun(RunId run) throws IOException {
        for (Path file : walk(root.resolve(run.value())).reversed()) Files.deleteIfExists(file);
    }

    /** A rename leaves nothing behind. */
    @Override
    public void giveUpUnfinished(Instant since) {}

    private static List<Path> walk(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) return List.of();
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
