package io.trainyard.contract;

import io.trainyard.contract.validation.Checks;

/**
 * What some epochs were trained on. The same one gives the same bits.
 *
 * @param device as a specification names it, such as {@code onednn}
 * @param name of the device for people
 * @param threads of the CPU
 * @param precision as a specification names it, such as {@code fp32}
 * @param processor its model, for libraries take other ways on another one; empty where it is not known
 */
public record TrainedOn(String device, String name, int threads, String precision, String processor) {
    private static final int MAX_THREADS = 4096;

    public TrainedOn {
        Checks checks = new Checks();
        ReportLimits.name(checks, device, "device");
        ReportLimits.name(checks, name, "name");
        ReportLimits.name(checks, precision, "precision");
        if (!processor.isEmpty()) ReportLimits.name(checks, processor, "processor");
        checks.between(threads, 1, MAX_THREADS, "threads").throwIfAny();
    }

    /** For people, with all that decides the bits. */
    public String told() {
        return this + ", " + precision + (processor.isEmpty() ? "" : ", " + processor);
    }

    /** For people, such as {@code ND4J CPU, 2 threads}. */
    @Override
    public String toString() {
        return name + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
}
