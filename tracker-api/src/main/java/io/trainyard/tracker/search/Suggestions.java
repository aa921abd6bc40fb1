package io.trainyard.tracker.search;

import io.trainyard.contract.RunStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Words that fit where somebody is writing a filter, as they are to be put there. */
public final class Suggestions {
    private Suggestions() {}

    /** What a word is, for whoever chooses among them. */
    public enum Kind {
        METRIC,
        PARAMETER,
        TAG,
        ATTRIBUTE,
        COMPARISON,
        VALUE,
        CONNECTIVE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Suggestion(String text, Kind kind) {}

    /** What is known of the runs: each question finds some names that hold a part, in any case. */
    public interface Names {
        List<String> metrics(String part, int limit);

        List<String> parameters(String part, int limit);

        List<String> tags(String part, int limit);

        List<String> values(Field field, String part, int limit);
    }

    public static List<Suggestion> of(Completion completion, Names names, int limit) {
        String typed = completion.typed();
        Stream<Suggestion> all = switch (completion.expected()) {
            case FIELD -> fields(typed, names, limit);
            case COMPARISON -> words(Kind.COMPARISON, typed, comparisons(completion));
            case VALUE -> values(completion, names, limit);
            case LIST -> words(Kind.COMPARISON, typed, List.of("("));
            case NULLNESS -> words(Kind.COMPARISON, typed, List.of("NULL", "NOT NULL"));
            case CONNECTIVE -> words(Kind.CONNECTIVE, typed, List.of("AND", "OR"));
            case NOTHING -> Stream.of();
        };
        return all.limit(limit).toList();
    }

    /** A name behind its head, in quotes if it has to be: {@code metrics."top 5"}. */
    public static String path(String kind, String name) {
        String head = switch (kind) {
            case "metric" -> Field.METRIC_WORDS.getFirst();
            case "parameter" -> Field.PARAMETER_WORDS.getFirst();
            case "tag" -> Field.TAG_WORDS.getFirst();
            default -> throw new IllegalArgumentException(kind);
        };
        return head + "." + (isPlain(name) ? name : "\"" + name.replace("\"", "\"\"") + "\"");
    }

    private static boolean isPlain(String name) {
        boolean summary =
                Field.Summary.of(name.substring(name.lastIndexOf('.') + 1)).isPresent();
        return name.matches("[\\p{L}\\p{N}_/:@$-]+(\\.[\\p{L}\\p{N}_/:@$-]+)*") && !summary;
    }

    private static Stream<Suggestion> fields(String typed, Names names, int limit) {
        int dot = typed.indexOf('.');
        String head = dot < 0 ? "" : typed.substring(0, dot).toLowerCase(Locale.ROOT);
        String part = typed.substring(dot + 1).replace("\"", "").replace("`", "");
        if (Field.METRIC_WORDS.contains(head)) return metrics(part, names, limit);
        if (Field.PARAMETER_WORDS.contains(head)) return paths(Kind.PARAMETER, names.parameters(part, limit));
        if (Field.TAG_WORDS.contains(head)) return paths(Kind.TAG, names.tags(part, limit));
        Stream<Suggestion> attributes = words(Kind.ATTRIBUTE, typed, attributeWords());
        if (dot >= 0) return attributes;
        // What begins with it comes before names that only hold it.
        return Stream.of(
                        words(Kind.METRIC, typed, List.of("metrics.")),
                        words(Kind.PARAMETER, typed, List.of("params.")),
                        words(Kind.TAG, typed, List.of("tags.")),
                        attributes,
                        metrics(part, names, limit / 2),
                        paths(Kind.PARAMETER, names.parameters(part, limit / 2)),
                        paths(Kind.TAG, names.tags(part, limit / 2)))
                .flatMap(each -> each);
    }

    private static List<String> attributeWords() {
        return Arrays.stream(RunAttribute.values()).map(RunAttribute::word).toList();
    }

    private static Stream<Suggestion> metrics(String part, Names names, int limit) {
        int dot = part.lastIndexOf('.');
        List<String> found = names.metrics(part, limit);
        if (!found.isEmpty() || dot < 0) return paths(Kind.METRIC, found);
        return Arrays.stream(Field.Summary.values())
                .map(Field.Summary::word)
                .filter(word -> word.startsWith(part.substring(dot + 1)))
                .map(word -> new Suggestion(path("metric", part.substring(0, dot)) + "." + word, Kind.METRIC));
    }

    private static Stream<Suggestion> paths(Kind kind, List<String> names) {
        return names.stream().map(name -> new Suggestion(path(kind.word(), name), kind));
    }

    private static Stream<Suggestion> words(Kind kind, String typed, List<String> words) {
        String start = typed.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(word -> word.toLowerCase(Locale.ROOT).startsWith(start))
                .map(word -> new Suggestion(word, kind));
    }

    private static List<String> comparisons(Completion completion) {
        Field.Kind kind = completion.field().map(Field::kind).orElse(Field.Kind.EITHER);
        List<String> words = new ArrayList<>();
        if (kind == Field.Kind.WORDS) return List.of("ILIKE", "NOT ILIKE");
        words.addAll(List.of("=", "!="));
        if (kind.isOrdered()) words.addAll(List.of(">", ">=", "<", "<="));
        if (kind.isText()) words.addAll(List.of("LIKE", "ILIKE"));
        words.addAll(List.of("IN", "IS NULL", "IS NOT NULL"));
        return words;
    }

    private static Stream<Suggestion> values(Completion completion, Names names, int limit) {
        Field field = completion.field().orElseThrow();
        String typed = completion.typed();
        List<String> values = switch (field.kind()) {
            case STATUS ->
                Arrays.stream(RunStatus.values())
                        .map(status -> status.name().toLowerCase(Locale.ROOT))
                        .filter(status -> status.startsWith(typed.toLowerCase(Locale.ROOT)))
                        .map(Suggestions::quoted)
                        .toList();
            case MOMENT -> List.of("-1d", "-7d", "-30d");
            case SPAN -> List.of("1m", "1h", "1d");
            case FLAG -> List.of("true", "false");
            case NUMBER -> List.of();
            case TEXT, WORDS ->
                names.values(field, typed, limit).stream()
                        .map(Suggestions::quoted)
                        .toList();
            case EITHER ->
                names.values(field, typed, limit).stream()
                        .map(value -> FilterSql.isNumber(value) || value.equals("true") || value.equals("false")
                                ? value
                                : quoted(value))
                        .toList();
        };
        return values.stream().map(value -> new Suggestion(value, Kind.VALUE));
    }

    /** A text as a value. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
