package io.trainyard.engine.scalar;

import io.trainyard.contract.Device;
import io.trainyard.contract.Precision;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.engine.device.CheckedNetwork;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Dense networks, number by number.
 *
 * @param freeMemory that it says it has
 */
public record ScalarDevice(long freeMemory) implements ComputeDevice {
    /** Nobody chooses it by name, so that it needs none of its own. */
    @Override
    public Device id() {
        return Device.ND4J;
    }

    @Override
    public String name() {
        return "One number after the other";
    }

    @Override
    public Optional<String> objection(Program program) {
        if (program.precision() != Precision.FP32) return Optional.of("computes in single precision only");
        List<Network.Node> nodes = program.network().nodes();
        for (int i = 0; i < nodes.size(); i++) {
            boolean follows = nodes.get(i).inputs().equals(List.of(i - 1));
            boolean known = switch (nodes.get(i).spec()) {
                case Dense _, Relu _, Flatten _ -> true;
                default -> false;
            };
            if (!follows || !known) return Optional.of("knows dense networks only");
        }
        return program.network().parameters() == 0 ? Optional.of("finds nothing to learn") : Optional.empty();
    }

    @Override
    public long bytes(Program program) {
        return 0;
    }

    /** Each state, and what flows between two layers with the gradient by it. */
    @Override
    public long bytesOnHeap(Program program) {
        long states = Stream.of(State.values()).mapToLong(program::length).sum();
        long flow = program.network().input().size()
                + program.network().nodes().stream()
                        .mapToLong(node -> node.output().size())
                        .sum();
        return Float.BYTES * (states + 2 * flow * program.evaluationSize());
    }

    @Override
    public TrainableNetwork compile(Program program) {
        objection(program).ifPresent(reason -> {
            throw new IllegalArgumentException(name() + " " + reason);
        });
        return new CheckedNetwork(program, new ScalarNetwork(program));
    }
}
