package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.own.FolderFiles.Entry;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** What the files of a data set are. */
enum Format {
    /** One folder a class, of PNG and JPEG files; maybe within {@code train} and {@code test}. */
    FOLDER {
        @Override
        Source open(FolderFiles files, Settings settings) throws DataException, IOException {
            return ImageFolder.open(files, settings);
        }
    },
    /** MNIST's format, in pairs of images and labels. */
    IDX {
        @Override
        Source open(FolderFiles files, Settings settings) throws DataException, IOException {
            return IdxSource.open(files, settings);
        }
    },
    /** The binary files of CIFAR-10 and CIFAR-100. */
    CIFAR {
        @Override
        Source open(FolderFiles files, Settings settings) throws DataException, IOException {
            return CifarSource.open(files, settings);
        }
    },
    /** An archive of NumPy's arrays, called as Keras calls them. */
    NPZ {
        @Override
        Source open(FolderFiles files, Settings settings) throws DataException, IOException {
            return NpzSource.open(files, settings);
        }
    },
    /** Tables with a row for each image. */
    CSV {
        @Override
        Source open(FolderFiles files, Settings settings) throws DataException, IOException {
            return CsvSource.open(files, settings);
        }
    };

    abstract Source open(FolderFiles files, Settings settings) throws DataException, IOException;

    /** By the names of the files; empty where none says what it is. */
    static Optional<Format> of(FolderFiles files) {
        for (Entry file : files.top()) {
            String name = file.last().toLowerCase(Locale.ROOT);
            if (name.endsWith(".npz")) return Optional.of(NPZ);
            if (name.contains("-idx3-ubyte") || name.contains(".idx3-ubyte")) return Optional.of(IDX);
            if (name.endsWith(".bin")) return Optional.of(CIFAR);
            if (name.endsWith(".csv")) return Optional.of(CSV);
        }
        boolean images =
                files.files().stream().anyMatch(file -> !file.folders().isEmpty() && ImageHeader.isImage(file));
        return images ? Optional.of(FOLDER) : Optional.empty();
    }
}
