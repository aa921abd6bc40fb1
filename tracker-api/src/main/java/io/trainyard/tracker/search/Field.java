package io.trainyard.tracker.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a condition is about. */
public sealed interface Field {
    /** What of a metric. */
    enum Summary {
        LAST,
        MIN,
        MAX,
        BEST,
        BEST_EPOCH,
        POINTS;

        /** The word for it at the end of a path: {@code metrics.test_accuracy.max}. */
        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Optional<Summary> of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst();
        }
    }

    /** What the values of a field are, and so what they can be compared with. */
    enum Kind {
        TEXT,
        /** A text that is looked through, and of which no other can be the whole. */
        WORDS,
        STATUS,
        NUMBER,
        MOMENT,
        /** Seconds, which may be written as a duration. */
        SPAN,
        /** {@code true} or {@code false}. */
        FLAG,
        /** A text, a number or a flag, as each run has it. */
        EITHER;

        boolean isOrdered() {
            return this == NUMBER || this == MOMENT || this == SPAN || this == EITHER;
        }

        boolean isText() {
            return this == TEXT || this == WORDS || this == STATUS || this == EITHER;
        }
    }

    Kind kind();

    record Metric(String name, Summary summary) implements Field {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }
    }

    record Parameter(String name) implements Field {
        @Override
        public Kind kind() {
            return Kind.EITHER;
        }
    }

    record Tag(String name) implements Field {
        @Override
        public Kind kind() {
            return Kind.TEXT;
        }
    }

    record Attribute(RunAttribute attribute) implements Field {
        @Override
        public Kind kind() {
            return attribute.kind();
        }
    }

    /** The words before a name, and the first of each is the usual one. */
    List<String> METRIC_WORDS = List.of("metrics", "metric");

    List<String> PARAMETER_WORDS = List.of("params", "param", "parameters", "parameter");
    List<String> TAG_WORDS = List.of("tags", "tag");
    List<String> ATTRIBUTE_WORDS = List.of("attributes", "attribute", "attr", "run");
    List<String> DATASET_WORDS = List.of("datasets", "dataset");
}
