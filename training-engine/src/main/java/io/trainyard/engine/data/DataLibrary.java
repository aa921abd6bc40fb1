package io.trainyard.engine.data;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
     * @throws DataException if a file is damaged or of another set, or if the set is neither here nor can be fetched
     */
    public Dataset load(String name) throws DataException {
        return load(info(name));
    }

    /** As {@link #load(String)}, by what is known of the set. */
    synchronized Dataset load(DatasetInfo info) throws DataException {
        SoftReference<Dataset> known = loaded.get(info.digest());
        Dataset dataset = known == null ? null : known.get();
        if (dataset == null) {
            dataset = read(info);
            loaded.put(info.digest(), new SoftReference<>(dataset));
        }
        return dataset;
    }

    /** Whether the set can be loaded without the network. */
    public boolean isAvailableLocally(String name) {
        DatasetInfo info = info(name);
        return drawn(info).isPresent() || places(info).anyMatch(DataPlace::isComplete);
    }

    private static DatasetInfo info(String name) {
        return Datasets.find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no data set is called '" + name + "'; there are " + String.join(", ", Datasets.names())));
    }

    private Dataset read(DatasetInfo info) throws DataException {
        Optional<DrawnDataset> drawn = drawn(info);
        if (drawn.isPresent()) return known(drawn.get().draw());
        List<String> refused = new ArrayList<>();
        Optional<Dataset> found = find(info, refused);
        if (found.isEmpty()) {
            fetch(info, refused);
            found = find(info, refused);
        }
        return found.orElseThrow(() -> new DataException(missing(info, refused, "nothing was fetched")));
    }

    /** Other mathematics would draw other images. */
    private static Dataset known(Dataset drawn) throws DataException {
        String digest = ContentDigest.of(drawn);
        if (!digest.equals(drawn.info().digest()))
            throw new DataException("this machine draws " + drawn.info().name() + " with the digest " + digest
                    + ", and not as it must be, with " + drawn.info().digest());
        return drawn;
    }

    private static Optional<DrawnDataset> drawn(DatasetInfo info) {
        return switch (info.name()) {
            case SyntheticDigits.NAME -> Optional.of(SyntheticDigits.of(info));
            case SyntheticShapes.NAME -> Optional.of(SyntheticShapes.of(info));
            case RotatedDigits.NAME -> Optional.of(RotatedDigits.of(info));
            default -> Optional.empty();
        };
    }

    /**
     * Reads the first place that has all files of the set. Files of these names at the top of a folder may be another set's, which is
     * then passed over; anything else that is not the set is an error, because somebody has put it there to be trained on.
     *
     * @param refused gets what was passed over, for people
     */
    private Optional<Dataset> find(DatasetInfo info, List<String> refused) throws DataException {
        for (DataPlace place : places(info).filter(DataPlace::isComplete).toList()) {
            Dataset dataset = place.read(info);
            String digest = ContentDigest.of(dataset);
            if (digest.equals(info.digest())) return Optional.of(dataset);
            Optional<DatasetInfo> other = Datasets.all().stream()
                    .filter(known -> known.digest().equals(digest))
                    .findFirst();
            if (other.isEmpty() || place.isNamed())
                throw new DataException(place.location() + ": is not " + info.title() + ": holds "
                        + other.map(DatasetInfo::title).orElse("images of the digest " + digest) + ", but must hold "
                        + info.digest());
            refused.add(place.location() + " holds " + other.get().title());
        }
        return Optional.empty();
    }

    /** Where the set's files may lie, in the order in which they are looked for. */
    private Stream<DataPlace> places(DatasetInfo info) {
        return Stream.concat(dataDirectory.stream(), Stream.of(downloadDirectory))
                .flatMap(directory -> isCifar(info)
                        ? CifarFiles.places(directory).stream()
                        : IdxFiles.places(directory, info.name()).stream());
    }

    private static boolean isCifar(DatasetInfo info) {
        return info.name().equals("cifar10");
    }

    private void fetch(DatasetInfo info, List<String> refused) throws DataException {
        if (!downloadsAllowed) throw new DataException(missing(info, refused, "downloads are switched off"));
        Downloader downloader = new Downloader(downloadDirectory, listener);
        List<Download> downloads = Download.of(info.name());
        try {
            for (Download download : downloads) downloader.fetch(download);
        } catch (DataException e) {
            throw new DataException(missing(info, refused, String.valueOf(e.getMessage())), e);
        }
    }

    /** Says what is not there, where it was looked for, and under which names. */
    private String missing(DatasetInfo info, List<String> refused, String why) {
        List<String> parts = new ArrayList<>(refused);
        Map<String, List<String>> without = new LinkedHashMap<>();
        for (DataPlace place : places(info).toList()) {
            List<String> absent = place.absent();
            boolean partly = absent.size() < place.wanted().size();
            if (partly && !absent.isEmpty()) parts.add(place.location() + " lacks " + String.join(", ", absent));
            if (!partly)
                without.computeIfAbsent(String.join(", ", place.wanted()), names -> new ArrayList<>())
                        .add(place.location().toString());
        }
        without.forEach((names, places) -> parts.add(names + " were looked for in " + String.join(", ", places)));
        return "the data set " + info.name() + " is not here, and " + why + ": " + String.join("; ", parts)
                + ". Put its original files into a folder and name it with --data DIR or TRAINYARD_DATA, or let this"
                + " machine reach the network to fetch them.";
    }
}
