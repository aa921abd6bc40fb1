package io.trainyard.engine.data.own;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.DatasetNames;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.contract.wire.DatasetJson;
import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.Dataset;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The data sets of people's own in a folder, each in a folder of its own, and what is prepared of them. A folder is prepared again
 * only when the size or time of one of its files, or their names, have changed. Safe for use by several threads and processes.
 */
public final class OwnSets {
    /** Versions of a set that stay prepared, so that runs of earlier ones can go on. */
    private static final int VERSIONS = 3;

    private static final String IMAGES = ".images";
    private static final String KNOWN = ".json";
    private static final Set<String> BUILT_IN_FOLDERS = Set.of("cifar-10-batches-bin");

    /** A folder that was refused is not read again before it has changed, or after this time: a disk may be less full then. */
    private static final long REFUSED_NANOS = Duration.ofMinutes(10).toNanos();

    private final Optional<Path> dataDirectory;
    private final Path cache;
    private final Map<Path, Refusal> refused = new ConcurrentHashMap<>();

    private record Refusal(String fingerprint, long nanoTime, DataException reason) {
        boolean holds(String now) {
            return fingerprint.equals(now) && System.nanoTime() - nanoTime < REFUSED_NANOS;
        }
    }

    /**
     * Looks for nothing yet.
     *
     * @param dataDirectory whose folders are data sets
     * @param cache where prepared images are kept, a folder for each set
     */
    public OwnSets(Optional<Path> dataDirectory, Path cache) {
        this.dataDirectory = dataDirectory;
        this.cache = cache;
    }

    /**
     * What there is now.
     *
     * @param sets that can be trained on
     * @param troubles with folders that cannot, for people
     */
    public record Catalogue(List<DatasetInfo> sets, List<String> troubles) {
        public static final Catalogue EMPTY = new Catalogue(List.of(), List.of());
    }

    /** Looks through all folders, and prepares those that are new or have changed, which may take minutes. */
    public Catalogue catalogue() {
        List<DatasetInfo> sets = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (Path folder : folders(troubles))
            try {
                describe(folder).ifPresent(sets::add);
            } catch (DataException e) {
                troubles.add("Data set " + folder.getFileName() + ": " + e.getMessage());
            }
        return new Catalogue(List.copyOf(sets), List.copyOf(troubles));
    }

    /** Folders of built-in sets are none. */
    private List<Path> folders(List<String> troubles) {
        if (dataDirectory.isEmpty()) return List.of();
        try (Stream<Path> paths = Files.list(dataDirectory.get())) {
            return paths.filter(Files::isDirectory)
                    .filter(path -> {
                        String name = String.valueOf(path.getFileName());
                        return !name.startsWith(".")
                                && !BUILT_IN_FOLDERS.contains(name)
                                && Datasets.find(name).isEmpty();
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            troubles.add("The folder of data sets " + dataDirectory.get() + " cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    /** Empty where the folder has nothing of a data set in it. */
    private Optional<DatasetInfo> describe(Path folder) throws DataException {
        FolderFiles files = FolderFiles.of(folder);
        if (files.find(Settings.FILE).isEmpty() && Format.of(files).isEmpty()) return Optional.empty();
        try {
            DatasetNames.check(String.valueOf(folder.getFileName()));
        } catch (InvalidSpecException e) {
            throw new DataException(
                    folder + ": its name " + e.errors().getFirst().message(), e);
        }
        return Optional.of(describe(files));
    }

    private DatasetInfo describe(FolderFiles files) throws DataException {
        String fingerprint = files.fingerprint();
        Refusal before = refused.get(files.folder());
        if (before != null && before.holds(fingerprint)) throw before.reason();
        try {
            return describe(files, fingerprint);
        } catch (DataException e) {
            refused.put(files.folder(), new Refusal(fingerprint, System.nanoTime(), e));
            throw e;
        }
    }

    private DatasetInfo describe(FolderFiles files, String fingerprint) throws DataException {
        Path kept = cache.resolve(String.valueOf(files.folder().getFileName()));
        Path known = kept.resolve(fingerprint + KNOWN);
        try {
            Files.createDirectories(kept);
            synchronized (OwnSets.class) {
                // Other processes may share the home: one prepares, the others wait and find it prepared.
                try (FileChannel channel = FileChannel.open(
                                kept.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var _ = channel.lock()) {
                    Optional<DatasetInfo> before = read(known, kept);
                    if (before.isPresent()) return before.get();
                    return prepare(files, kept, known);
                }
            }
        } catch (IOException e) {
            throw new DataException(kept + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private static Optional<DatasetInfo> read(Path known, Path kept) throws IOException {
        if (!Files.exists(known)) return Optional.empty();
        try {
            DatasetInfo info = DatasetJson.read(Files.readString(known));
            return isWhole(kept, info) ? Optional.of(info) : Optional.empty();
        } catch (InvalidSpecException damaged) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(Path kept, DatasetInfo info) throws IOException {
        Path images = kept.resolve(info.digest() + IMAGES);
        return Files.exists(images) && Files.size(images) == PreparedFile.bytes(info);
    }

    private static DatasetInfo prepare(FolderFiles files, Path kept, Path known) throws DataException, IOException {
        removeAll(kept, ".part", 0);
        DatasetInfo info = Preparing.prepare(files, kept);
        try {
            // What cannot be told to others is refused here, where its folder is known.
            DatasetJson.read(DatasetJson.write(info));
        } catch (InvalidSpecException e) {
            throw new DataException(files.folder() + ": " + e.getMessage(), e);
        }
        if (!FolderFiles.of(files.folder()).fingerprint().equals(files.fingerprint()))
            throw new DataException(files.folder() + ": has changed while it was read");
        Path part = Files.createTempFile(kept, "known", ".part");
        Files.writeString(part, DatasetJson.write(info).toString());
        Files.move(part, known, StandardCopyOption.ATOMIC_MOVE);
        removeAll(kept, IMAGES, VERSIONS);
        removeAll(kept, KNOWN, VERSIONS);
        return info;
    }

    /** All files of a kind but the newest. */
    private static void removeAll(Path kept, String end, int newest) throws IOException {
        try (Stream<Path> paths = Files.list(kept)) {
            List<Path> old = paths.filter(path -> path.toString().endsWith(end))
                    .sorted(Comparator.comparingLong(
                                    (Path path) -> path.toFile().lastModified())
                            .reversed())
                    .skip(newest)
                    .toList();
            for (Path path : old) Files.deleteIfExists(path);
        }
    }

    /**
     * The images of a set as it is described: of that version, which may no longer be the one in the folder.
     *
     * @throws DataException if this version is neither prepared here nor in the folder
     */
    public Dataset load(DatasetInfo wanted) throws DataException {
        Path images = cache.resolve(wanted.name()).resolve(wanted.digest() + IMAGES);
        if (!Files.exists(images)) {
            Path folder = dataDirectory
                    .map(directory -> directory.resolve(wanted.name()))
                    .orElseThrow(
                            () -> new DataException(
                                    "the data set " + wanted.name()
                                            + " is not here: there is no folder of data sets; name it with --data DIR or TRAINYARD_DATA"));
            if (!Files.isDirectory(folder))
                throw new DataException("the data set " + wanted.name() + " is not here: there is no folder " + folder);
            DatasetInfo found = describe(FolderFiles.of(folder));
            if (!found.digest().equals(wanted.digest()))
                throw new DataException("the data set " + wanted.name() + " is here in another version: " + folder
                        + " has the digest " + found.digest() + ", but the run wants " + wanted.digest());
        }
        return PreparedFile.open(images, wanted);
    }
}
