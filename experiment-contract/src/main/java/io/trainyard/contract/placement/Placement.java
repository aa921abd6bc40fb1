package io.trainyard.contract.placement;

import io.trainyard.contract.validation.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which workers a run may be trained by. It decides where the run computes, not what.
 *
 * @param deviceClass that its worker must be of
 * @param memoryMebibytes that its worker must have free; 0 where it does not matter
 * @param labels that its worker must have
 */
public record Placement(Optional<DeviceClass> deviceClass, int memoryMebibytes, Labels labels) {
    public static final int MAX_MEMORY_MEBIBYTES = 1 << 24;

    public Placement {
        new Checks()
                .between(memoryMebibytes, 0, MAX_MEMORY_MEBIBYTES, "memoryMebibytes")
                .throwIfAny();
    }

    /** Whether every worker will do. */
    public boolean isAnywhere() {
        return deviceClass.isEmpty() && memoryMebibytes == 0 && labels.values().isEmpty();
    }

    /** Whether the worker may train the run. */
    public boolean fits(WorkerProfile worker) {
        return deviceClass.stream().allMatch(wanted -> wanted.includes(worker.deviceClass()))
                && (long) memoryMebibytes << 20 <= worker.memoryBytes()
                && worker.labels().have(labels);
    }

    /** For people: {@code class cuda, 8000 MiB, rack=a}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        deviceClass.ifPresent(wanted -> parts.add("class " + wanted));
        if (memoryMebibytes > 0) parts.add(memoryMebibytes + " MiB");
        if (!labels.values().isEmpty()) parts.add(labels.toString());
        return String.join(", ", parts);
    }
}
