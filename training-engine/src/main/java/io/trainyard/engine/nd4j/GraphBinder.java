package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.engine.cpu.HeadLoss;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.graph.Fusion;
import io.trainyard.engine.graph.GradientWays;
import io.trainyard.engine.graph.Graph;
import io.trainyard.engine.graph.Operation;
import io.trainyard.engine.graph.Purpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds a graph to memory for one batch size: each operation gets a pass for each of its inputs. */
final class GraphBinder {
    private final Program program;
    private final FlowMemory memory;
    private final Map<Integer, Tensors> tensors;
    private final int batch;
    private final Graph graph;
    private final Optional<GradientWays> ways;
    /** By value. */
    private final Map<Integer, Flow> flows = new HashMap<>();

    private final List<Pass> passes = new ArrayList<>();

    /**
     * @param tensors by node
     */
    private GraphBinder(
            Program program, FlowMemory memory, Map<Integer, Tensors> tensors, int batch, boolean training) {
        this.program = program;
        this.memory = memory;
        this.tensors = tensors;
        this.batch = batch;
        Network network = program.network();
        // In an evaluation each node's output can be looked at.
        graph = Graph.of(network, training ? Purpose.TRAINING : Purpose.INSPECTION, Fusion.NONE);
        ways = training ? Optional.of(new GradientWays(graph)) : Optional.empty();
    }

    static BoundGraph training(Program program, FlowMemory memory, Map<Integer, Tensors> tensors, int batch) {
        return new GraphBinder(program, memory, tensors, batch, true).build();
    }

    static BoundGraph evaluation(Program program, FlowMemory memory, Map<Integer, Tensors> tensors, int batch) {
        return new GraphBinder(program, memory, tensors, batch, false).build();
    }

    private BoundGraph build() {
        Flow image = memory.image(batch, program.network().input());
        flows.put(Network.IMAGE, image);
        for (int i = 0; i < graph.operations().size(); i++)
            place(i, graph.operations().get(i));
        List<HeadLoss> losses = new ArrayList<>();
        if (ways.isPresent()) for (int i = 0; i < graph.heads().size(); i++) losses.add(loss(i, ways.get()));
        Flow scores = flow(graph.heads().getFirst());
        return new BoundGraph(image.values().values(), passes, Map.copyOf(flows), scores, losses);
    }

    private void place(int index, Operation operation) {
        if (graph.isView(operation)) {
            flows.put(operation.output(), flow(operation.inputs().getFirst()).as(operation.shape()));
            return;
        }
        boolean learns = ways.isPresent() && graph.isTrained(operation.output());
        Flow output = memory.output(batch, operation, learns);
        for (int input = 0; input < operation.inputs().size(); input++) {
            Flow from = flow(operation.inputs().get(input));
            boolean adds = from.gradient().isPresent() && ways.orElseThrow().adds(index, input);
            Flow seen = adds ? memory.spare(from) : from;
            LayerSpec spec = program.network().nodes().get(operation.layer()).spec();
            Pass pass = Passes.of(spec, site(operation, input, seen, output));
            passes.add(adds ? added(pass, from) : pass);
        }
        flows.put(operation.output(), output);
    }

    private Site site(Operation operation, int input, Flow from, Flow output) {
        Tensors own = tensors.getOrDefault(operation.layer(), Tensors.NONE);
        int before = operation.inputs().stream()
                .limit(input)
                .mapToInt(value -> flow(value).shape().channels())
                .sum();
        return new Site(operation.layer(), from, output, own, before);
    }

    private Pass added(Pass pass, Flow flow) {
        Values own = memory.spare(flow).gradient().orElseThrow().values();
        return new AddedPass(pass, own, flow.gradient().orElseThrow().values());
    }

    private HeadLoss loss(int head, GradientWays found) {
        Flow scores = flow(graph.heads().get(head));
        Values gradient = scores.gradient().orElseThrow().values();
        return new HeadLoss(
                program, head, new HeadLoss.Memory(scores.values().values(), gradient, found.headAdds(head)));
    }

    private Flow flow(int value) {
        Flow found = flows.get(value);
        if (found == null) throw new IllegalStateException("value " + value + " is used before it is made");
        return found;
    }
}
