package io.trainyard.engine.data.own;

import io.trainyard.contract.Sha256;
import io.trainyard.engine.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of a data set's folder, sorted by their paths. What systems leave everywhere, and whatever begins with a dot, does not
 * count. A link is followed to a file within the folder and refused otherwise: what lies outside changes unseen.
 *
 * @param folder itself
 * @param files in it and in its folders
 */
record FolderFiles(Path folder, List<Entry> files) {
    private static final Set<String> LITTER = Set.of("Thumbs.db", "desktop.ini", "__MACOSX");
    /** Of the way in which folders are prepared: what was prepared in another way is prepared anew. */
    private static final int PREPARATION = 1;

    /**
     * One of the files.
     *
     * @param path whole
     * @param name relative to the folder, with slashes
     */
    record Entry(Path path, String name, long bytes, long modifiedMillis) {
        /** Its own name. */
        String last() {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        /** The folders that it lies in, from the data set's on. */
        List<String> folders() {
            List<String> parts = List.of(name.split("/"));
            return parts.subList(0, parts.size() - 1);
        }
    }

    static FolderFiles of(Path folder) throws DataException {
        try {
            Path real = folder.toRealPath();
            List<Entry> entries = new ArrayList<>();
            collect(folder, real, folder, entries);
            entries.sort(Comparator.comparing(Entry::name));
            return new FolderFiles(folder, List.copyOf(entries));
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static void collect(Path folder, Path real, Path within, List<Entry> entries)
            throws IOException, DataException {
        List<Path> paths;
        try (Stream<Path> listed = Files.list(within)) {
            paths = listed.toList();
        }
        for (Path path : paths) {
            String last = path.getFileName().toString();
            if (last.startsWith(".") || LITTER.contains(last)) continue;
            if (Files.isSymbolicLink(path)) requireInside(path, real);
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) collect(folder, real, path, entries);
            else
                entries.add(new Entry(
                        path,
                        folder.relativize(path).toString().replace('\\', '/'),
                        attributes.size(),
                        attributes.lastModifiedTime().toMillis()));
        }
    }

    private static void requireInside(Path link, Path real) throws DataException {
        try {
            Path target = link.toRealPath();
            if (!target.startsWith(real))
                throw new DataException(
                        link + ": is a link to " + target + ", which is outside of the data set's folder");
            if (Files.isDirectory(target))
                throw new DataException(link + ": is a link to a folder, and only those to files are followed");
        } catch (IOException e) {
            throw new DataException(link + ": is a link to what is not there", e);
        }
    }

    /** Another one where a file was added, removed, renamed or changed. */
    String fingerprint() {
        MessageDigest digest = Sha256.begin();
        digest.update((PREPARATION + "\n").getBytes(StandardCharsets.US_ASCII));
        for (Entry file : files)
            digest.update((file.name() + '\0' + file.bytes() + '\0' + file.modifiedMillis() + '\n')
                    .getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Those that lie in the folder itself. */
    List<Entry> top() {
        return files.stream().filter(file -> file.folders().isEmpty()).toList();
    }

    Optional<Entry> find(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }
}
