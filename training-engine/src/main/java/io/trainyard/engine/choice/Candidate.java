package io.trainyard.engine.choice;

import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.TrainableNetwork;

/** A device that can train a run, with so many threads. */
public record Candidate(ComputeDevice device, Program program) {
    public DeviceChoice choice() {
        return new DeviceChoice(device.id(), program.threads());
    }

    public TrainableNetwork compile() {
        return device.compile(program);
    }

    public TrainedOn on() {
        return new TrainedOn(
                SpecJson.wireName(device.id()),
                device.name(),
                program.threads(),
                SpecJson.wireName(program.precision()),
                Processor.MODEL);
    }

    /** For people, such as {@code ND4J CPU, 2 threads}. */
    public String name() {
        return on().toString();
    }
}
