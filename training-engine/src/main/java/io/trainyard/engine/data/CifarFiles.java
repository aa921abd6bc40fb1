package io.trainyard.engine.data;

import io.trainyard.contract.dataset.DatasetInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads CIFAR-10's binary files, unpacked or in their archive: records of one label byte and three planes of pixels. */
final class CifarFiles {
    static final String ARCHIVE = "cifar-10-binary.tar.gz";
    static final String FOLDER = "cifar-10-batches-bin";
    private static final int FILES = 5;
    private static final String TEST_FILE = "test_batch.bin";

    private CifarFiles() {}

    /** Where the data may lie under a directory: in a folder of the files, or in the archive. */
    static List<DataPlace> places(Path directory) {
        Path named = directory.resolve("cifar10");
        List<DataPlace> places = new ArrayList<>();
        for (Path folder : List.of(named.resolve(FOLDER), named, directory.resolve(FOLDER), directory))
            places.add(new Place(folder, !folder.equals(directory), fileNames()));
        for (Path folder : List.of(named, directory)) places.add(new Place(folder.resolve(ARCHIVE), true, List.of()));
        return places;
    }

    private record Place(Path location, boolean isNamed, List<String> files) implements DataPlace {
        @Override
        public List<String> wanted() {
            return files.isEmpty() ? List.of(ARCHIVE) : files;
        }

        @Override
        public List<String> absent() {
            return files.isEmpty()
                    ? (Files.isRegularFile(location) ? List.of() : List.of(ARCHIVE))
                    : files.stream()
                            .filter(file -> !Files.isRegularFile(location.resolve(file)))
                            .toList();
        }

        @Override
        public Dataset read(DatasetInfo info) throws DataException {
            return CifarFiles.read(info, location);
        }
    }

    static Dataset read(DatasetInfo info, Path location) throws DataException {
        int perFile = info.trainImages() / FILES;
        int record = 1 + info.shape().size();
        Map<String, byte[]> files = Files.isDirectory(location)
                ? folder(location, (long) perFile * record)
                : archive(location, (long) perFile * record);
        List<byte[]> train = new ArrayList<>();
        for (String name : trainFiles()) train.add(required(files, name, location));
        return new Dataset(
                info,
                images(info, train, location),
                images(info, List.of(required(files, TEST_FILE, location)), location));
    }

    private static byte[] required(Map<String, byte[]> files, String name, Path location) throws DataException {
        byte[] content = files.get(name);
        if (content == null) throw new DataException(location + ": has no " + name);
        return content;
    }

    private static List<String> trainFiles() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= FILES; i++) names.add("data_batch_" + i + ".bin");
        return names;
    }

    private static List<String> fileNames() {
        List<String> names = trainFiles();
        names.add(TEST_FILE);
        return names;
    }

    private static Map<String, byte[]> folder(Path folder, long expected) throws DataException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : fileNames()) {
            Path file = folder.resolve(name);
            try (InputStream in = Files.newInputStream(file)) {
                files.put(name, Exactly.read(in, file.toString(), expected));
            } catch (IOException e) {
                throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
            }
        }
        return files;
    }

    private static Map<String, byte[]> archive(Path archive, long expected) throws DataException {
        Map<String, byte[]> files = TarGzip.read(archive, name -> name.endsWith(".bin"));
        for (Map.Entry<String, byte[]> file : files.entrySet())
            if (file.getValue().length != expected)
                throw new DataException(archive + ": " + file.getKey() + " in it is truncated or too long: expected "
                        + expected + " bytes, but found " + file.getValue().length);
        return files;
    }

    private static Images images(DatasetInfo info, List<byte[]> files, Path location) throws DataException {
        int pixelsPerImage = info.shape().size();
        int record = 1 + pixelsPerImage;
        int total = files.stream().mapToInt(file -> file.length / record).sum();
        byte[] pixels = new byte[total * pixelsPerImage];
        byte[] labels = new byte[total];
        int image = 0;
        for (byte[] file : files)
            for (int start = 0; start < file.length; start += record) {
                labels[image] = file[start];
                if ((labels[image] & 0xFF) >= info.classes().size())
                    throw new DataException(location + ": label " + (labels[image] & 0xFF) + " of image " + image
                            + " is not one of the " + info.classes().size() + " classes");
                System.arraycopy(file, start + 1, pixels, image * pixelsPerImage, pixelsPerImage);
                image++;
            }
        return Images.classified(pixels, labels);
    }
}
