package io.trainyard.tracker.lifecycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How many more runs may be handed out where only so many of an experiment, or of a person, are trained at a time. */
public final class Allowance {
    private final Map<Holder, Limit> limits = new HashMap<>();
    private final Map<Holder, Integer> left = new HashMap<>();

    /** Whose runs are limited. */
    public enum Scope {
        EXPERIMENT,
        PERSON
    }

    /** An experiment or a person, by the key of its row. */
    public record Holder(Scope scope, long key) {}

    /**
     * A limit.
     *
     * @param name of the experiment or the person
     * @param max runs at a time
     */
    public record Limit(Holder of, String name, int max) {}

    /** A limit, and how many runs a worker has, or has been handed, that it counts. */
    public record Used(Limit limit, int active) {}

    /**
     * What a run counts for.
     *
     * @param person who queued it, if anybody had to say who they are
     */
    public record Belonging(long experiment, OptionalLong person) {
        private Stream<Holder> holders() {
            return Stream.concat(
                    Stream.of(new Holder(Scope.EXPERIMENT, experiment)),
                    person.stream().mapToObj(key -> new Holder(Scope.PERSON, key)));
        }
    }

    public Allowance(List<Used> limits) {
        for (Used used : limits) {
            Holder of = used.limit().of();
            this.limits.put(of, used.limit());
            // A limit may have been set lower than what is trained already, which goes on.
            left.put(of, Math.max(0, used.limit().max() - used.active()));
        }
    }

    /** The limit for which a run waits now. */
    public Optional<Limit> inTheWayOf(Belonging run) {
        return run.holders().filter(this::isFull).findFirst().map(limits::get);
    }

    /** Counts a run as handed out, unless a limit is in its way; returns whether it may be. */
    public boolean take(Belonging run) {
        if (inTheWayOf(run).isPresent()) return false;
        run.holders().forEach(of -> left.computeIfPresent(of, (same, count) -> count - 1));
        return true;
    }

    /** The keys of those of whom no further run may be handed out. */
    public Long[] full(Scope scope) {
        return left.keySet().stream()
                .filter(of -> of.scope() == scope && isFull(of))
                .map(Holder::key)
                .toArray(Long[]::new);
    }

    private boolean isFull(Holder of) {
        return left.getOrDefault(of, 1) == 0;
    }
}
