package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.own.FolderFiles.Entry;
import io.trainyard.engine.data.own.Outline.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An archive of NumPy's arrays: {@code x_train} and {@code y_train}, maybe {@code x_test} and {@code y_test}, or {@code x} and
 * {@code y}. Images are bytes, integers from 0 to 255, or floats from 0 to 1 or from 0 to 255, which are rounded to bytes.
 */
final class NpzSource implements Source {
    private static final double WHITE = 255;

    private final Path file;
    private final List<String> images;
    private final Layout layout;
    private final double scale;
    private final Outline outline;

    private NpzSource(Path file, List<String> images, Layout layout, double scale, Outline outline) {
        this.file = file;
        this.images = images;
        this.layout = layout;
        this.scale = scale;
        this.outline = outline;
    }

    /** How the values of an image lie. */
    private record Layout(int channels, int height, int width, boolean planar) {
        int values() {
            return channels * height * width;
        }

        Picture picture(byte[] values) {
            return planar
                    ? new Picture(channels, height, width, values)
                    : Picture.ofPixels(channels, height, width, values);
        }
    }

    static NpzSource open(FolderFiles files, Settings settings) throws DataException, IOException {
        List<Entry> archives = files.top().stream()
                .filter(entry -> entry.last().toLowerCase(Locale.ROOT).endsWith(".npz"))
                .toList();
        if (archives.size() != 1)
            throw new DataException(
                    files.folder() + ": must have one file whose name ends with .npz, but has " + archives.size());
        Path file = archives.getFirst().path();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Set<String> names = names(zip, file);
            boolean named = names.contains("x_train.npy");
            String train = named ? "_train.npy" : ".npy";
            for (String array : List.of("x" + train, "y" + train))
                if (!names.contains(array))
                    throw new DataException(
                            file + ": has no array " + array.replace(".npy", "") + ", but " + String.join(", ", names));
            List<String> parts = new ArrayList<>(List.of(train));
            if (named && names.contains("x_test.npy") && names.contains("y_test.npy")) parts.add("_test.npy");
            double[] answers = new double[0];
            List<Layout> layouts = new ArrayList<>();
            int trainImages = 0;
            for (String part : parts) {
                double[] values = answers(zip, file, "y" + part);
                answers = Labels.joined(answers, values);
                if (layouts.isEmpty()) trainImages = values.length;
                layouts.add(layout(zip, file, "x" + part, values.length, settings));
            }
            Layout layout = layouts.getFirst();
            if (!layouts.getLast().equals(layout))
                throw new DataException(file + ": has images of other sizes in x_test than in x_train");
            Labels.number(answers, settings, file);
            List<String> images = parts.stream().map(part -> "x" + part).toList();
            Outline outline = Outline.of(
                    Labels.classes(answers, settings),
                    answers,
                    trainImages,
                    new Size(layout.height(), layout.width()),
                    layout.channels());
            return new NpzSource(file, images, layout, scale(zip, file, images), outline);
        } catch (ZipException e) {
            throw new DataException(file + ": is damaged or no archive: " + e.getMessage(), e);
        }
    }

    private static Set<String> names(ZipFile zip, Path file) throws DataException {
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList())
            if (!names.add(entry.getName()))
                throw new DataException(file + ": has two arrays called " + entry.getName());
        return names;
    }

    private static NpyArray array(ZipFile zip, Path file, String name) throws DataException, IOException {
        return NpyArray.open(zip.getInputStream(zip.getEntry(name)), file + ", " + name);
    }

    private static double[] answers(ZipFile zip, Path file, String name) throws DataException, IOException {
        try (NpyArray array = array(zip, file, name)) {
            int[] shape = array.shape();
            boolean single = shape.length == 1 || (shape.length == 2 && shape[1] == 1);
            if (!single)
                throw new DataException(file + ", " + name + ": must have one answer for each image, but its shape is "
                        + Arrays.toString(shape));
            double[] answers = new double[shape[0]];
            for (int i = 0; i < answers.length; i++) answers[i] = array.next();
            return answers;
        }
    }

    private static Layout layout(ZipFile zip, Path file, String name, int answers, Settings settings)
            throws DataException, IOException {
        try (NpyArray array = array(zip, file, name)) {
            int[] shape = array.shape();
            if (shape.length == 0 || shape[0] != answers)
                throw new DataException(file + ", " + name + ": has the shape " + Arrays.toString(shape)
                        + ", but there are " + answers + " answers");
            boolean last = shape.length == 4 && isChannels(shape[3]);
            boolean first = shape.length == 4 && isChannels(shape[1]) && !last;
            Layout layout = switch (shape.length) {
                case 2 -> flat(Rows.of(shape[1], settings, file));
                case 3 -> new Layout(1, shape[1], shape[2], true);
                case 4 ->
                    first
                            ? new Layout(shape[1], shape[2], shape[3], true)
                            : new Layout(shape[3], shape[1], shape[2], false);
                default -> new Layout(0, 0, 0, true);
            };
            if (!isChannels(layout.channels()) || layout.height() < 1 || layout.width() < 1)
                throw new DataException(file + ", " + name + ": has the shape " + Arrays.toString(shape)
                        + ", which is not that of images of 1 or 3 channels");
            return layout;
        }
    }

    private static Layout flat(Rows rows) {
        return new Layout(rows.channels(), rows.height(), rows.width(), false);
    }

    private static boolean isChannels(int count) {
        return count == 1 || count == 3;
    }

    /** What values are multiplied by to become bytes. */
    private static double scale(ZipFile zip, Path file, List<String> names) throws DataException, IOException {
        double max = 0;
        for (String name : names)
            try (NpyArray array = array(zip, file, name)) {
                if (array.isBytes()) continue;
                long count = 1;
                for (int size : array.shape()) count *= size;
                for (long i = 0; i < count; i++) {
                    double value = array.next();
                    if (!(value >= 0 && value <= WHITE))
                        throw new DataException(file + ", " + name + ": value " + i + " is " + value
                                + ", but values of images must be from 0 to 1 or from 0 to 255");
                    max = Math.max(max, array.isFloating() ? value : WHITE);
                }
            }
        return max > 0 && max <= 1 ? WHITE : 1;
    }

    @Override
    public Outline outline() {
        return outline;
    }

    @Override
    public void read(Receiver receiver) throws DataException, IOException {
        int index = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String name : images)
                try (NpyArray array = array(zip, file, name)) {
                    int count = array.shape()[0];
                    for (int i = 0; i < count; i++) receiver.take(index++, layout.picture(next(array)));
                }
        } catch (ZipException e) {
            throw new DataException(file + ": is damaged: " + e.getMessage(), e);
        }
    }

    private byte[] next(NpyArray array) throws DataException, IOException {
        byte[] values = new byte[layout.values()];
        if (array.isBytes()) array.read(values);
        else for (int i = 0; i < values.length; i++) values[i] = (byte) Math.round(array.next() * scale);
        return values;
    }
}
