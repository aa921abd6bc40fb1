package io.trainyard.engine.data.own;

import io.trainyard.contract.wire.DatasetJson;
import io.trainyard.engine.data.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** A data set before its images are decoded. */
final class Outline {
    private final List<String> classes;
    private final double[] answers;
    private final int trainImages;
    private final Optional<Size> size;
    private final String differing;
    private final int channels;

    /**
     * Of a folder.
     *
     * @param classes names by label; empty where numbers are to be told
     * @param answers to each image, the training images first: a label or a number
     * @param trainImages how many of them are there to train on; all where the test images are to be split off
     * @param size of all images; empty where they differ
     * @param differing says which two images are of different sizes; empty where none are
     * @param channels of the images, 1 where all are grey
     */
    Outline(
            List<String> classes,
            double[] answers,
            int trainImages,
            Optional<Size> size,
            String differing,
            int channels) {
        this.classes = classes;
        this.answers = answers;
        this.trainImages = trainImages;
        this.size = size;
        this.differing = differing;
        this.channels = channels;
    }

    List<String> classes() {
        return classes;
    }

    double[] answers() {
        return answers;
    }

    int trainImages() {
        return trainImages;
    }

    Optional<Size> size() {
        return size;
    }

    String differing() {
        return differing;
    }

    int channels() {
        return channels;
    }

    /** Of one image, in pixels. */
    record Size(int height, int width) {
        @Override
        public String toString() {
            return width + " × " + height;
        }
    }

    /** Of images that are all alike. */
    static Outline of(List<String> classes, double[] answers, int trainImages, Size size, int channels) {
        return new Outline(classes, answers, trainImages, Optional.of(size), "", channels);
    }

    int images() {
        return answers.length;
    }

    boolean isClassified() {
        return !classes.isEmpty();
    }

    /** Makes sure that there is something to be learned. */
    void check(Path folder) throws DataException {
        if (trainImages == 0) throw new DataException(folder + ": has no training images");
        if (isClassified()) checkClasses(folder);
        else checkNumbers(folder);
    }

    private void checkClasses(Path folder) throws DataException {
        if (classes.size() < 2)
            throw new DataException(
                    folder + ": has one class only, " + classes.getFirst() + ": there is nothing to tell");
        if (classes.size() > DatasetJson.MAX_CLASSES)
            throw new DataException(
                    folder + ": has " + classes.size() + " classes, but may have at most " + DatasetJson.MAX_CLASSES);
        if (new HashSet<>(classes).size() < classes.size())
            throw new DataException(folder + ": has two classes of one name: " + String.join(", ", classes));
        boolean[] seen = new boolean[classes.size()];
        for (int i = 0; i < trainImages; i++) seen[(int) answers[i]] = true;
        List<String> empty = new ArrayList<>();
        for (int i = 0; i < seen.length; i++) if (!seen[i]) empty.add(classes.get(i));
        if (!empty.isEmpty())
            throw new DataException(folder + ": has no training image of the class " + String.join(", ", empty));
    }

    private void checkNumbers(Path folder) throws DataException {
        for (int i = 1; i < trainImages; i++) if (answers[i] != answers[0]) return;
        throw new DataException(
                folder + ": all training images have the number " + answers[0] + ": there is nothing to tell");
    }
}
