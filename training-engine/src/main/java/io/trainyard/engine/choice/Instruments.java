package io.trainyard.engine.choice;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What speeds are measured with.
 *
 * @param nanoTime passes as the work does
 * @param clock tells how old a measurement is
 * @param others what else uses the machine meanwhile
 */
record Instruments(LongSupplier nanoTime, InstantSource clock, OtherWork others) {
    static Instruments ofMachine() {
        return new Instruments(System::nanoTime, InstantSource.system(), OtherWork.ofMachine());
    }
}
