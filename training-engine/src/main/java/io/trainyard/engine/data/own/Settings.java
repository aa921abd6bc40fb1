package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.own.Outline.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code dataset.yaml} says of a folder; all of it may be left out.
 *
 * @param format to read it in; empty to go by the files
 * @param classes names by label, or of the folders in the order of their labels
 * @param size that all images are brought to; empty to keep that which all have
 * @param fit how
 * @param colour of the images; empty for grey where all are
 * @param shape of the rows of pixels in a table: height, width and, after them, channels
 * @param label column of the answers
 * @param image column of the files' names
 * @param firstLabel that stands for the first class
 * @param quantity that the numbers measure; empty where classes are to be told
 * @param mean of each channel that is subtracted; empty to measure it
 * @param deviation of each channel that is divided by; empty to measure it
 * @param testShare of the images, split off to test with where there are no test images
 * @param seed of the split
 */
record Settings(
        String title,
        String description,
        Optional<Format> format,
        List<String> classes,
        Optional<Size> size,
        Fit fit,
        Optional<Colour> colour,
        List<Integer> shape,
        String label,
        String image,
        int firstLabel,
        String quantity,
        String unit,
        List<Double> mean,
        List<Double> deviation,
        double testShare,
        long seed) {
    static final String FILE = "dataset.yaml";

    /** How images of other proportions are brought to a size. */
    enum Fit {
        /** Scaled until they fill it; what stands out on two sides is cut off, equally much on each. */
        CROP,
        /** Scaled to it, whatever becomes of their proportions. */
        STRETCH
    }

    enum Colour {
        GREY(1),
        RGB(3);

        private final int channels;

        Colour(int channels) {
            this.channels = channels;
        }

        int channels() {
            return channels;
        }
    }

    static Settings of(Path folder) throws DataException {
        Path file = folder.resolve(FILE);
        String text = "";
        try {
            if (Files.exists(file)) text = Files.readString(file);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read as UTF-8: " + e.getMessage(), e);
        }
        return read(new YamlFields(file, text), String.valueOf(folder.getFileName()));
    }

    private static Settings read(YamlFields fields, String name) throws DataException {
        Settings settings = new Settings(
                fields.text("title", name),
                fields.text("description", ""),
                fields.choice("format", Format.values()),
                fields.texts("classes"),
                size(fields),
                fields.choice("fit", Fit.values()).orElse(Fit.CROP),
                fields.choice("colour", Colour.values()),
                fields.integers("shape", 1, 1 << 14),
                fields.text("label", "label"),
                fields.text("image", ""),
                (int) fields.integer("firstLabel", 0, 0, 1_000_000),
                fields.text("quantity", ""),
                fields.text("unit", ""),
                fields.numbers("mean"),
                fields.numbers("deviation"),
                fields.number("testShare", 0.2),
                fields.integer("seed", 1, 0, 1L << 53));
        fields.refuseUnknown();
        int sides = settings.shape.size();
        fields.require(
                sides == 0 || sides == 2 || sides == 3, "shape", "must be height and width, maybe with channels");
        fields.require(
                sides < 3 || settings.shape.get(2) == 1 || settings.shape.get(2) == 3,
                "shape",
                "must have 1 or 3 channels");
        fields.require(settings.testShare > 0 && settings.testShare < 1, "testShare", "must lie between 0 and 1");
        fields.require(settings.deviation.stream().allMatch(value -> value > 0), "deviation", "must be greater than 0");
        fields.require(
                settings.mean.size() == settings.deviation.size(), "mean", "and deviation must both be given, or none");
        fields.require(
                settings.quantity.isEmpty() || settings.classes.isEmpty(),
                "quantity",
                "and classes exclude one another");
        return settings;
    }

    private static Optional<Size> size(YamlFields fields) throws DataException {
        List<Integer> sides = fields.integers("size", 1, 4096);
        fields.require(sides.size() <= 2, "size", "must be a side, or height and width");
        return sides.isEmpty() ? Optional.empty() : Optional.of(new Size(sides.getFirst(), sides.getLast()));
    }

    Settings withClasses(List<String> names) {
        return new Settings(
                title,
                description,
                format,
                names,
                size,
                fit,
                colour,
                shape,
                label,
                image,
                firstLabel,
                quantity,
                unit,
                mean,
                deviation,
                testShare,
                seed);
    }

    boolean isClassified() {
        return quantity.isEmpty();
    }
}
