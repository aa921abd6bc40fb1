package io.trainyard.tracker.search;

import io.trainyard.contract.MetricNames;
import io.trainyard.contract.validation.Spelling;
import io.trainyard.tracker.search.Field.Summary;
import io.trainyard.tracker.search.Token.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out which field a path names. */
final class FieldReader {
    private static final int MAX_NAME = 250;

    /** What runs of this program report: a name that stands alone is known for a metric. */
    private static final List<String> USUAL_METRICS = List.of(
            MetricNames.TRAIN_LOSS,
            MetricNames.TRAIN_ACCURACY,
            MetricNames.VALIDATION_LOSS,
            MetricNames.VALIDATION_ACCURACY,
            MetricNames.TEST_LOSS,
            MetricNames.TEST_ACCURACY,
            MetricNames.TEST_MEAN_ABSOLUTE_ERROR,
            MetricNames.IMAGES_PER_SECOND,
            MetricNames.LEARNING_RATE);

    private FieldReader() {}

    static Field read(Token token) {
        if (token.path().size() < 2) return attribute(token, token.text());
        Segment head = token.path().getFirst();
        String word = head.quoted() ? "" : head.text().toLowerCase(Locale.ROOT);
        List<Segment> rest = token.path().subList(1, token.path().size());
        if (Field.METRIC_WORDS.contains(word)) return metric(token, rest);
        if (Field.PARAMETER_WORDS.contains(word)) return new Field.Parameter(name(token, rest));
        if (Field.TAG_WORDS.contains(word)) return new Field.Tag(name(token, rest));
        if (Field.DATASET_WORDS.contains(word)) return dataset(token, rest);
        if (Field.ATTRIBUTE_WORDS.contains(word)) return attribute(token, Token.joined(rest));
        return attribute(token, Token.joined(token.path()));
    }

    /** {@code metrics.NAME}, or with what of it behind another dot. A name that ends in such a word is put into quotes. */
    private static Field metric(Token token, List<Segment> rest) {
        Segment last = rest.getLast();
        Optional<Summary> summary = rest.size() > 1 && !last.quoted() ? Summary.of(last.text()) : Optional.empty();
        List<Segment> name = summary.isPresent() ? rest.subList(0, rest.size() - 1) : rest;
        return new Field.Metric(name(token, name), summary.orElse(Summary.LAST));
    }

    private static String name(Token token, List<Segment> segments) {
        String name = Token.joined(segments);
        if (name.isEmpty()) throw token.wrong("a name is missing");
        if (name.length() > MAX_NAME) throw token.wrong("a name has at most " + MAX_NAME + " characters");
        return name;
    }

    /** What data set a run was trained on is a parameter here. */
    private static Field dataset(Token token, List<Segment> rest) {
        return switch (Token.joined(rest).toLowerCase(Locale.ROOT)) {
            case "name" -> new Field.Parameter("dataset");
            case "digest" -> new Field.Parameter("dataset.digest");
            default ->
                throw token.wrong(
                        "of a data set there are only name and digest", "params.dataset." + Token.joined(rest));
        };
    }

    private static Field attribute(Token token, String word) {
        return RunAttribute.of(word).<Field>map(Field.Attribute::new).orElseThrow(() -> unknown(token, word));
    }

    private static InvalidFilterException unknown(Token token, String word) {
        String known = "a metric is metrics.NAME, a parameter params.NAME, a tag tags.NAME";
        List<String> words = new ArrayList<>();
        for (List<String> heads : List.of(Field.METRIC_WORDS, Field.PARAMETER_WORDS, Field.TAG_WORDS))
            if (heads.contains(word.toLowerCase(Locale.ROOT)))
                return token.wrong("'" + word + "' needs a name behind a dot, such as " + heads.getFirst() + ".NAME");
        words.addAll(RunAttribute.allWords().toList());
        Optional<String> guess = Stream.of(misspelledHead(token), Spelling.nearest(word, words), metric(word))
                .flatMap(Optional::stream)
                .findFirst();
        String message = "there is no attribute '" + word + "'; " + known;
        return guess.map(meant -> token.wrong(message, meant))
                .orElseGet(() -> token.wrong(message + ", and an attribute one of "
                        + String.join(", ", RunAttribute.allWords().toList())));
    }

    /** {@code metrcs.loss} and {@code parms.x}. */
    private static Optional<String> misspelledHead(Token token) {
        if (token.path().size() < 2) return Optional.empty();
        List<String> heads = Stream.of(
                        Field.METRIC_WORDS,
                        Field.PARAMETER_WORDS,
                        Field.TAG_WORDS,
                        Field.ATTRIBUTE_WORDS,
                        List.of("experiment"))
                .flatMap(List::stream)
                .toList();
        String head = token.path().getFirst().text();
        return Spelling.nearest(head, heads)
                .filter(near -> !near.equalsIgnoreCase(head))
                .map(near -> near + token.text().substring(head.length()));
    }

    private static Optional<String> metric(String word) {
        return Spelling.nearest(word, USUAL_METRICS).map(near -> "metrics." + near);
    }
}
