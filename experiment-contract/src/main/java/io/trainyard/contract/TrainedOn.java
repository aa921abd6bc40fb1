package io.trainyard.contract;

import io.trainyard.contract.validation.Checks;

/**
 * What some epochs were trained on. The same device, threads and precision give the same bits.
 *
 * @param device as a specification names it, such as {@code onednn}
 * @param name of the device for people
 * @param threads of the CPU
 * @param precision as a specification names it, such as {@code fp32}
 */
public record TrainedOn(String device, String name, int threads, String precision) {
    private static final int MAX_THREADS = 4096;

    public TrainedOn {
        Checks checks = new Checks();
        ReportLimits.name(checks, device, "device");
        ReportLimits.name(checks, name, "name");
        ReportLimits.name(checks, precision, "precision");
        checks.between(threads, 1, MAX_THREADS, "threads").throwIfAny();
    }

    /** For people, such as {@code ND4J CPU, 2 threads}. */
    @Override
    public String toString() {
        return name + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
}
