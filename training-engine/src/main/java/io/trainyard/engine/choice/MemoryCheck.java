package io.trainyard.engine.choice;

import java.util.Comparator;
import java.util.List;

/**
 * Compares what training will take with what there is, before it starts.
 *
 * @param limit bytes that it may take
 */
record MemoryCheck(long limit) {
    /**
     * Those candidates that there is memory for.
     *
     * @param dataBytes that the batches take beside the network
     * @throws MemoryException if there are none
     */
    List<Candidate> affordable(List<Candidate> candidates, long dataBytes) {
        List<Candidate> affordable = fitting(candidates, dataBytes);
        if (!affordable.isEmpty()) return affordable;
        Candidate least = candidates.stream()
                .min(Comparator.comparingLong(Candidate::bytes))
                .orElseThrow();
        long onHeap = least.bytesOnHeap();
        if (!AvailableMemory.heapHas(onHeap))
            throw new MemoryException("training needs " + AvailableMemory.text(onHeap) + " of Java's heap on "
                    + least.device().name() + ", and there is less: give the worker a larger one (-Xmx), or make the"
                    + " batch or the network smaller");
        throw new MemoryException("training needs " + AvailableMemory.text(least.bytes() + dataBytes) + " on "
                + least.device().name() + ", but only " + AvailableMemory.text(there(least))
                + " are free: make the batch or the network smaller");
    }

    /** Those candidates that there is memory for, which may be none. */
    List<Candidate> fitting(List<Candidate> candidates, long dataBytes) {
        return candidates.stream()
                .filter(candidate -> candidate.bytes() + dataBytes <= there(candidate))
                .filter(candidate -> AvailableMemory.heapHas(candidate.bytesOnHeap()))
                .toList();
    }

    private long there(Candidate candidate) {
        return Math.min(limit, candidate.device().freeMemory());
    }
}
