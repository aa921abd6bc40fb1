package io.trainyard.tracker.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes knowledge of looks. A look notes where the log ends; when the rows have come so far, however much has been appended
 * meanwhile, everything is known that was in the log at that look. So knowledge follows a steady load at a distance and does
 * not wait for a moment in which nothing is under way.
 */
final class Observations {
    /** Between looks that are further apart something may have been away. */
    static final Duration MAX_GAP = Duration.ofSeconds(5);

    private final Map<Integer, Mark> awaited = new HashMap<>();
    private final Map<Integer, Instant> known = new HashMap<>();
    private @Nullable Instant since;
    private @Nullable Instant last;

    /** An end of the log that the rows have not reached yet. */
    private record Mark(Instant at, long end) {}

    /**
     * One partition at a look.
     *
     * @param stored where reading goes on, as the rows say; 0 if nothing was read yet
     * @param begin first offset that the log still has
     * @param end first offset that the log has not got yet, found out after {@code stored}
     */
    record Partition(long stored, long begin, long end) {}

    /**
     * All partitions at a time.
     *
     * @param at by the database's clock, before any of the ends was found out
     */
    record Look(Instant at, Map<Integer, Partition> partitions) {}

    /** What is known after this look; nothing as long as some partition has never been seen whole. */
    Optional<Knowledge> after(Look look) {
        Instant start = since;
        if (start == null || isGap(look.at())) start = look.at();
        since = start;
        last = look.at();
        awaited.keySet().retainAll(look.partitions().keySet());
        known.keySet().retainAll(look.partitions().keySet());
        look.partitions().forEach((number, partition) -> see(number, partition, look.at()));
        if (known.isEmpty() || known.size() < look.partitions().size()) return Optional.empty();
        return Optional.of(new Knowledge(start, Collections.min(known.values())));
    }

    // A clock that was set back is a gap, too: times before and after cannot be compared.
    private boolean isGap(Instant at) {
        Instant before = last;
        return before == null || at.isBefore(before) || at.isAfter(before.plus(MAX_GAP));
    }

    private void see(int number, Partition partition, Instant at) {
        long position = Math.max(partition.stored(), partition.begin());
        // The rows speak of another log than this one: it was made anew, and nothing of it has been read.
        if (position > partition.end()) {
            awaited.remove(number);
            known.remove(number);
            return;
        }
        Mark mark = awaited.get(number);
        if (mark != null && position >= mark.end()) {
            known.put(number, mark.at());
            awaited.remove(number);
        }
        if (position == partition.end()) known.put(number, at);
        else awaited.putIfAbsent(number, new Mark(at, partition.end()));
    }
}
