package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Network;
import io.trainyard.engine.cpu.HeadLoss;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.nd4j.Schedule.Tap;
import io.trainyard.engine.nd4j.Schedule.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the plan of one batch size: binds each turn's passes to memory. */
final class PlanBuilder {
    private final Program program;
    private final FlowMemory memory;
    private final Map<Integer, Tensors> tensors;
    private final int batch;
    private final Schedule schedule;
    private final Optional<GradientWays> ways;
    private final List<Flow> flows = new ArrayList<>();
    private final List<Pass> passes = new ArrayList<>();

    /**
     * @param tensors by node
     */
    private PlanBuilder(
            Program program, FlowMemory memory, Map<Integer, Tensors> tensors, int batch, boolean training) {
        this.program = program;
        this.memory = memory;
        this.tensors = tensors;
        this.batch = batch;
        Network network = program.network();
        schedule = training ? Schedule.training(network) : Schedule.evaluation(network);
        ways = training ? Optional.of(new GradientWays(network, schedule)) : Optional.empty();
    }

    static Plan training(Program program, FlowMemory memory, Map<Integer, Tensors> tensors, int batch) {
        return new PlanBuilder(program, memory, tensors, batch, true).build();
    }

    static Plan evaluation(Program program, FlowMemory memory, Map<Integer, Tensors> tensors, int batch) {
        return new PlanBuilder(program, memory, tensors, batch, false).build();
    }

    private Plan build() {
        for (int i = 0; i < schedule.turns().size(); i++)
            place(i, schedule.turns().get(i));
        List<HeadLoss> losses = new ArrayList<>();
        if (ways.isPresent()) for (int i = 0; i < schedule.heads().size(); i++) losses.add(loss(i, ways.get()));
        Map<Integer, Flow> outputs = new HashMap<>();
        schedule.taps().forEach((node, tap) -> outputs.put(node, flow(tap)));
        Values image =
                flow(new Tap(Network.IMAGE, program.network().input())).values().values();
        return new Plan(image, passes, outputs, flow(schedule.heads().getFirst()), losses);
    }

    private void place(int index, Turn turn) {
        boolean learns = ways.isPresent() && ways.get().isNeeded(index);
        Flow output = memory.output(batch, turn, learns ? Optional.of(index) : Optional.empty());
        for (int input = 0; input < turn.inputs().size(); input++) {
            Flow from = flow(turn.inputs().get(input));
            boolean adds = from.gradient().isPresent() && ways.orElseThrow().adds(index, input);
            Flow seen = adds ? memory.spare(from) : from;
            Pass pass = Passes.of(turn.spec(), site(turn, input, seen, output));
            passes.add(adds ? added(pass, from) : pass);
        }
        flows.add(output);
    }

    private Site site(Turn turn, int input, Flow from, Flow output) {
        Tensors own = tensors.getOrDefault(turn.node(), Tensors.NONE);
        int before = turn.inputs().stream()
                .limit(input)
                .mapToInt(tap -> tap.shape().channels())
                .sum();
        return new Site(turn.node(), from, output, own, before);
    }

    private Pass added(Pass pass, Flow flow) {
        Values own = memory.spare(flow).gradient().orElseThrow().values();
        return new AddedPass(pass, own, flow.gradient().orElseThrow().values());
    }

    private HeadLoss loss(int head, GradientWays found) {
        Flow scores = flow(schedule.heads().get(head));
        Values gradient = scores.gradient().orElseThrow().values();
        return new HeadLoss(
                program, head, new HeadLoss.Memory(scores.values().values(), gradient, found.headAdds(head)));
    }

    private Flow flow(Tap tap) {
        return tap.turn() == Network.IMAGE
                ? memory.image(batch, program.network().input()).as(tap.shape())
                : flows.get(tap.turn()).as(tap.shape());
    }
}
