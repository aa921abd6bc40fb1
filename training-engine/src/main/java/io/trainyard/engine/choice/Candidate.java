package io.trainyard.engine.choice;

import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.replicas.ReplicatedNetwork;

/**
 * A device that can train a run.
 *
 * @param program with the threads of each replica
 * @param replicas that share the batches of an update
 */
public record Candidate(ComputeDevice device, Program program, int replicas) {
    /** A single network. */
    public Candidate(ComputeDevice device, Program program) {
        this(device, program, 1);
    }

    public DeviceChoice choice() {
        return new DeviceChoice(device.id(), program.threads());
    }

    public TrainableNetwork compile() {
        return replicas == 1 ? device.compile(program) : ReplicatedNetwork.compile(device, program, replicas);
    }

    /** That {@link #compile} takes outside the heap. */
    long bytes() {
        return replicas == 1 ? device.bytes(program) : ReplicatedNetwork.bytes(device, program, replicas);
    }

    /** That {@link #compile} takes of the heap at most. */
    long bytesOnHeap() {
        return replicas == 1 ? device.bytesOnHeap(program) : ReplicatedNetwork.bytesOnHeap(device, program, replicas);
    }

    /** Threads of all replicas. */
    public int threads() {
        return replicas * program.threads();
    }

    public TrainedOn on() {
        return new TrainedOn(
                SpecJson.wireName(device.id()),
                device.name(),
                program.threads(),
                SpecJson.wireName(program.precision()),
                Processor.MODEL);
    }

    /** For people, such as {@code ND4J CPU, 2 threads}, or {@code 2 × ND4J CPU, 1 thread} of two replicas. */
    public String name() {
        return (replicas == 1 ? "" : replicas + " × ") + on();
    }
}
