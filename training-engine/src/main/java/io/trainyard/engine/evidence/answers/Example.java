package io.trainyard.engine.evidence.answers;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the network says of one image.
 *
 * @param image its place in the test set, from 0
 * @param probabilities of each class
 */
public record Example(int image, int label, int prediction, List<Float> probabilities) {
    public Example {
        probabilities = List.copyOf(probabilities);
    }

    static Example of(Predictions predictions, int image) {
        return new Example(
                image,
                predictions.label(image),
                predictions.prediction(image),
                IntStream.range(0, predictions.classes())
                        .mapToObj(label -> predictions.probability(image, label))
                        .toList());
    }

    /** The first images, as the course looks at them. */
    static List<Example> first(Predictions predictions, int count) {
        return IntStream.range(0, Math.min(count, predictions.count()))
                .mapToObj(image -> of(predictions, image))
                .toList();
    }

    /** The images that are not recognised although the network is sure, the surest first. */
    static List<Example> surestMistakes(Predictions predictions, int count) {
        return IntStream.range(0, predictions.count())
                .filter(image -> !predictions.isCorrect(image))
                .boxed()
                .sorted(Comparator.comparingDouble(image -> -predictions.confidence(image)))
                .limit(count)
                .map(image -> of(predictions, image))
                .toList();
    }
}
