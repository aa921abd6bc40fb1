package io.trainyard.engine.data;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds, fetches and reads data sets. A set that was read stays in memory as long as there is room. Safe for use by
 * several threads.
 */
public final class DataLibrary {
    private final Optional<Path> dataDirectory;
    private final Path downloadDirectory;
    private final boolean downloadsAllowed;
    private final DownloadListener listener;
    private final Map<String, SoftReference<Dataset>> loaded = new HashMap<>();

    /**
     * Looks for nothing yet.
     *
     * @param dataDirectory where a person has put the files; looked at before the downloads
     */
    public DataLibrary(
            Optional<Path> dataDirectory, Path downloadDirectory, boolean downloadsAllowed, DownloadListener listener) {
        this.dataDirectory = dataDirectory;
        this.downloadDirectory = downloadDirectory;
        this.downloadsAllowed = downloadsAllowed;
        this.listener = listener;
    }

    /**
     * The whole data set.
     *
     * @throws DataException if a file is damaged, or if the set is neither here nor can be fetched
     */
    public synchronized Dataset load(String name) throws DataException {
        SoftReference<Dataset> known = loaded.get(name);
        Dataset dataset = known == null ? null : known.get();
        if (dataset == null) {
            dataset = read(info(name));
            loaded.put(name, new SoftReference<>(dataset));
        }
        return dataset;
    }

    /** Whether the set can be loaded without the network. */
    public boolean isAvailableLocally(String name) {
        return drawn(info(name)).isPresent() || find(info(name)).isPresent();
    }

    private static DatasetInfo info(String name) {
        return Datasets.find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no data set is called '" + name + "'; there are " + String.join(", ", Datasets.names())));
    }

    private Dataset read(DatasetInfo info) throws DataException {
        Optional<DrawnDataset> drawn = drawn(info);
        if (drawn.isPresent()) return drawn.get().draw();
        Optional<Path> location = find(info);
        if (location.isEmpty()) {
            fetch(info);
            location = find(info);
        }
        Path found = location.orElseThrow(() -> new DataException(missing(info, "nothing was fetched")));
        return isCifar(info) ? CifarFiles.read(info, found) : IdxFiles.read(info, found);
    }

    private static Optional<DrawnDataset> drawn(DatasetInfo info) {
        return switch (info.name()) {
            case SyntheticDigits.NAME -> Optional.of(SyntheticDigits.of(info));
            case SyntheticShapes.NAME -> Optional.of(SyntheticShapes.of(info));
            case RotatedDigits.NAME -> Optional.of(RotatedDigits.of(info));
            default -> Optional.empty();
        };
    }

    private Optional<Path> find(DatasetInfo info) {
        return Stream.concat(dataDirectory.stream(), Stream.of(downloadDirectory))
                .map(directory -> isCifar(info) ? CifarFiles.find(directory) : IdxFiles.find(directory, info.name()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isCifar(DatasetInfo info) {
        return info.name().equals("cifar10");
    }

    private void fetch(DatasetInfo info) throws DataException {
        if (!downloadsAllowed) throw new DataException(missing(info, "downloads are switched off"));
        Downloader downloader = new Downloader(downloadDirectory, listener);
        List<Download> downloads = Download.of(info.name());
        try {
            for (Download download : downloads) downloader.fetch(download);
        } catch (DataException e) {
            throw new DataException(missing(info, String.valueOf(e.getMessage())), e);
        }
    }

    private String missing(DatasetInfo info, String why) {
        String where = dataDirectory.map(directory -> directory + " and ").orElse("") + downloadDirectory;
        return "the data set " + info.name() + " is not in " + where + ", and " + why
                + ". Put its original files into a folder and name it with --data DIR or TRAINYARD_DATA, or let this"
                + " machine reach the network to fetch them.";
    }
}
