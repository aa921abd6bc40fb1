package io.trainyard.tracker.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;

/**
 * When waiting runs would begin if every slot took the next one as soon as it is free. What was not observed is not guessed: a
 * slot whose run's length is unknown counts as never free, and after a waiting run of unknown length nothing is known that needs
 * its slot.
 */
public final class StartEstimates {
    private StartEstimates() {}

    /**
     * The seconds until each run begins, in the order of the queue.
     *
     * @param slots the seconds until each slot of a live worker is free; 0 for one that is, empty if nobody knows
     * @param runs how many seconds each waiting run would take; empty if nobody knows
     */
    public static List<OptionalDouble> of(List<OptionalDouble> slots, List<OptionalDouble> runs) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (OptionalDouble slot : slots) slot.ifPresent(free::add);
        List<OptionalDouble> starts = new ArrayList<>(runs.size());
        for (OptionalDouble run : runs) {
            Double start = free.poll();
            starts.add(start == null ? OptionalDouble.empty() : OptionalDouble.of(start));
            if (start != null && run.isPresent()) free.add(start + run.getAsDouble());
        }
        return starts;
    }
}
