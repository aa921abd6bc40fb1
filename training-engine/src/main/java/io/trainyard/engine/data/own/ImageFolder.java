package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.own.FolderFiles.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One folder a class. */
final class ImageFolder implements Source {
    private static final String TRAIN = "train";
    private static final String TEST = "test";

    private final Outline outline;
    private final ImageFiles images;

    private ImageFolder(Outline outline, ImageFiles images) {
        this.outline = outline;
        this.images = images;
    }

    static ImageFolder open(FolderFiles files, Settings settings) throws DataException, IOException {
        Path folder = files.folder();
        if (!settings.isClassified())
            throw new DataException(
                    folder + ": folders are classes: give the numbers in a table, with its image column");
        boolean parted = Files.isDirectory(folder.resolve(TRAIN));
        List<Entry> train = imagesBelow(files, parted ? List.of(TRAIN) : List.of());
        List<Entry> test = parted ? imagesBelow(files, List.of(TEST)) : List.of();
        if (parted) requireParts(files);
        if (train.isEmpty())
            throw new DataException((parted ? folder.resolve(TRAIN) : folder) + ": has no training images");
        requireImages(parted ? folder.resolve(TRAIN) : folder, train);
        List<String> classes = settings.classes().isEmpty() ? classes(folder, train) : settings.classes();
        List<Entry> all = Stream.concat(train.stream(), test.stream()).toList();
        double[] answers = new double[all.size()];
        Map<String, Integer> labels = new HashMap<>();
        for (String name : classes) labels.putIfAbsent(name, labels.size());
        for (int i = 0; i < answers.length; i++) {
            String name = all.get(i).folders().getLast();
            Integer label = labels.get(name);
            if (label == null)
                throw new DataException(all.get(i).path() + ": its folder " + name + " is none of the classes "
                        + String.join(", ", classes));
            answers[i] = label;
        }
        ImageFiles images = ImageFiles.of(all);
        return new ImageFolder(images.outline(classes, answers, train.size()), images);
    }

    /** The images of the classes' folders, which lie in the data set's or in that of a part. */
    private static List<Entry> imagesBelow(FolderFiles files, List<String> part) throws DataException {
        List<Entry> images = new ArrayList<>();
        for (Entry file : files.files()) {
            List<String> folders = file.folders();
            if (folders.size() < part.size() || !folders.subList(0, part.size()).equals(part)) continue;
            if (folders.size() > part.size() + 1)
                throw new DataException(file.path() + ": lies in a folder within that of a class");
            boolean ofClass = folders.size() == part.size() + 1;
            if (ofClass && !ImageHeader.isImage(file))
                throw new DataException(file.path() + ": is neither PNG nor JPEG");
            if (!ofClass && ImageHeader.isImage(file))
                throw new DataException(file.path() + ": lies in no folder of a class");
            if (ofClass) images.add(file);
        }
        return images;
    }

    private static void requireParts(FolderFiles files) throws DataException {
        for (Entry file : files.files()) {
            String first = file.folders().isEmpty() ? "" : file.folders().getFirst();
            if (ImageHeader.isImage(file) && !first.equals(TRAIN) && !first.equals(TEST))
                throw new DataException(file.path() + ": lies neither in " + TRAIN + " nor in " + TEST);
        }
    }

    private static void requireImages(Path folder, List<Entry> images) throws DataException {
        try (Stream<Path> listed = Files.list(folder)) {
            for (Path path : listed.sorted().toList()) {
                String name = path.getFileName().toString();
                boolean empty = Files.isDirectory(path)
                        && !name.startsWith(".")
                        && !name.equals("__MACOSX")
                        && images.stream().noneMatch(file -> file.path().startsWith(path));
                if (empty) throw new DataException(path + ": is the folder of a class, but has no image");
            }
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Numbers in their order, else by the alphabet; names that differ in their case only are one class on other systems. */
    private static List<String> classes(Path folder, List<Entry> images) throws DataException {
        TreeSet<String> names = new TreeSet<>();
        for (Entry file : images) names.add(file.folders().getLast());
        Map<String, String> byLowerCase = new HashMap<>();
        for (String name : names) {
            String other = byLowerCase.put(name.toLowerCase(Locale.ROOT), name);
            if (other != null)
                throw new DataException(folder + ": has the classes " + other + " and " + name
                        + ", which one may take for" + " one another: rename one");
        }
        boolean numbered = names.stream().allMatch(name -> name.matches("[0-9]{1,9}"));
        return numbered
                ? names.stream()
                        .sorted(Comparator.comparingInt(Integer::parseInt))
                        .toList()
                : List.copyOf(names);
    }

    @Override
    public Outline outline() {
        return outline;
    }

    @Override
    public void read(Receiver receiver) throws DataException, IOException {
        images.read(receiver);
    }
}
