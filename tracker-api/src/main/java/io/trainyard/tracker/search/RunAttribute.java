package io.trainyard.tracker.search;

import io.trainyard.tracker.search.Field.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What every run has, or may have, beside its metrics, parameters and tags. */
public enum RunAttribute {
    ID(Kind.TEXT, "id", "run_id"),
    NAME(Kind.TEXT, "name", "run_name"),
    STATUS(Kind.STATUS, "status"),
    CREATED(Kind.MOMENT, "created", "created_at"),
    STARTED(Kind.MOMENT, "started", "started_at", "start_time"),
    ENDED(Kind.MOMENT, "ended", "ended_at", "end_time"),
    DURATION(Kind.SPAN, "duration", "duration_seconds"),
    EPOCHS(Kind.NUMBER, "epochs"),
    EPOCHS_COMPLETED(Kind.NUMBER, "epochs_completed"),
    ATTEMPTS(Kind.NUMBER, "attempts", "attempt"),
    PRIORITY(Kind.NUMBER, "priority"),
    WORKER(Kind.TEXT, "worker"),
    DEVICE(Kind.TEXT, "device"),
    FAILURE(Kind.TEXT, "failure", "failure.kind"),
    FAILURE_MESSAGE(Kind.TEXT, "failure.message"),
    /** {@code trained} by a worker, or {@code external}. */
    ORIGIN(Kind.TEXT, "origin"),
    /** When the client of a run that is trained elsewhere was heard of last. */
    HEARD(Kind.MOMENT, "heard", "heard_at"),
    STARRED(Kind.FLAG, "starred"),
    ARCHIVED(Kind.FLAG, "archived"),
    EXPERIMENT_NAME(Kind.TEXT, "experiment.name", "experiment", "experiment_name"),
    EXPERIMENT_ID(Kind.TEXT, "experiment.id", "experiment_id"),
    /** Name, id, experiment, network and data set of the run, to look for a word in. */
    TEXT(Kind.WORDS, "text");

    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // of List.of, which cannot change
    private final List<String> words;

    RunAttribute(Kind kind, String... words) {
        this.kind = kind;
        this.words = List.of(words);
    }

    Kind kind() {
        return kind;
    }

    public String word() {
        return words.getFirst();
    }

    /** {@code runId}, {@code run_id} and {@code Run ID} are one word. */
    static Optional<RunAttribute> of(String word) {
        String plain = plain(word);
        return Arrays.stream(values())
                .filter(each ->
                        each.words.stream().anyMatch(known -> plain(known).equals(plain)))
                .findFirst();
    }

    static Stream<String> allWords() {
        return Arrays.stream(values()).flatMap(each -> each.words.stream());
    }

    private static String plain(String word) {
        return word.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
    }
}
