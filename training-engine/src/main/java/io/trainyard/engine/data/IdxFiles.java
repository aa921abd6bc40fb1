package io.trainyard.engine.data;

import io.trainyard.contract.dataset.DatasetInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The four files of MNIST and of the sets that share its format. */
final class IdxFiles {
    static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    private static final List<String> ALL = List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

    private IdxFiles() {}

    /** Where a set's files may lie under a directory: in the folder of the set's name, or in the directory itself. */
    static List<DataPlace> places(Path directory, String name) {
        return List.of(new Folder(directory.resolve(name), true), new Folder(directory, false));
    }

    private record Folder(Path location, boolean isNamed) implements DataPlace {
        @Override
        public List<String> wanted() {
            return ALL.stream().map(file -> file + "(.gz)").toList();
        }

        @Override
        public List<String> absent() {
            return ALL.stream()
                    .filter(file -> file(location, file).isEmpty())
                    .map(file -> file + "(.gz)")
                    .toList();
        }

        @Override
        public Dataset read(DatasetInfo info) throws DataException {
            return IdxFiles.read(info, location);
        }
    }

    static Dataset read(DatasetInfo info, Path folder) throws DataException {
        Images train = images(info, folder, TRAIN_IMAGES, TRAIN_LABELS, info.trainImages());
        Images test = images(info, folder, TEST_IMAGES, TEST_LABELS, info.testImages());
        return new Dataset(info, train, test);
    }

    private static Images images(DatasetInfo info, Path folder, String images, String labels, int count)
            throws DataException {
        byte[] pixels = IdxFile.images(
                required(folder, images),
                count,
                info.shape().height(),
                info.shape().width());
        return Images.classified(
                pixels,
                IdxFile.labels(required(folder, labels), count, info.classes().size()));
    }

    private static Path required(Path folder, String name) throws DataException {
        return file(folder, name)
                .orElseThrow(() -> new DataException(folder + ": has neither " + name + ".gz nor " + name));
    }

    private static Optional<Path> file(Path folder, String name) {
        return List.of(folder.resolve(name + ".gz"), folder.resolve(name)).stream()
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
