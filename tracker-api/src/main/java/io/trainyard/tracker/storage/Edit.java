package io.trainyard.tracker.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody changes of runs, or of an experiment, to find their way among them. What is empty stays.
 *
 * @param note of an experiment its description
 * @param priority in the queue: runs of a higher one are handed out first
 * @param maxRunning of an experiment how many of its runs are trained at a time; 0 for as many as there are workers for
 * @param tags by their names; without a value, a tag goes
 */
public record Edit(
        Optional<String> name,
        Optional<String> note,
        Optional<Boolean> starred,
        Optional<Boolean> archived,
        Optional<Integer> priority,
        Optional<Integer> maxRunning,
        Map<String, Optional<String>> tags) {
    public static final int MAX_TAGS = 50;

    public Edit {
        tags = Map.copyOf(tags);
    }

    /** Gives tags and changes nothing else. */
    static Edit tagging(Map<String, String> tags) {
        Map<String, Optional<String>> given = new HashMap<>();
        tags.forEach((name, value) -> given.put(name, Optional.of(value)));
        Optional<Integer> number = Optional.empty();
        return new Edit(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), number, number, given);
    }

    public boolean isEmpty() {
        return name.isEmpty()
                && note.isEmpty()
                && starred.isEmpty()
                && archived.isEmpty()
                && priority.isEmpty()
                && maxRunning.isEmpty()
                && tags.isEmpty();
    }

    /** What is changed, in a few words. */
    public String summary() {
        StringBuilder summary = new StringBuilder();
        name.ifPresent(text -> summary.append(" name '").append(text).append("'"));
        note.ifPresent(text -> summary.append(" note"));
        starred.ifPresent(is -> summary.append(is ? " star" : " no star"));
        archived.ifPresent(is -> summary.append(is ? " archived" : " not archived"));
        priority.ifPresent(number -> summary.append(" priority ").append(number));
        maxRunning.ifPresent(
                number -> summary.append(number == 0 ? " no limit" : " limit of " + number + " at a time"));
        tags.forEach((tag, value) ->
                summary.append(value.map(text -> " " + tag + "=" + text).orElse(" without " + tag)));
        return summary.toString().strip();
    }
}
