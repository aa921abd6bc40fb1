package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Network;
import io.trainyard.engine.nd4j.Schedule.Tap;
import io.trainyard.engine.nd4j.Schedule.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How gradients come back through a schedule: an output that is taken several times gets the sum of several gradients. The
 * way back is the way forward reversed, so who comes first can be told beforehand; it writes, and the others add.
 */
final class GradientWays {
    private final boolean[] needed;
    private final Set<Way> adding = new HashSet<>();
    private final List<Boolean> headAdds = new ArrayList<>();

    private record Way(int turn, int input) {}

    GradientWays(Network network, Schedule schedule) {
        List<Turn> turns = schedule.turns();
        needed = new boolean[turns.size()];
        for (int i = 0; i < needed.length; i++) needed[i] = learns(network, turns.get(i));
        Set<Integer> written = new HashSet<>();
        for (Tap head : schedule.heads()) headAdds.add(!written.add(head.turn()));
        for (int turn = needed.length - 1; turn >= 0; turn--)
            for (int input = turns.get(turn).inputs().size() - 1; input >= 0; input--)
                if (!written.add(turns.get(turn).inputs().get(input).turn())) adding.add(new Way(turn, input));
    }

    private boolean learns(Network network, Turn turn) {
        return network.nodes().get(turn.node()).parameters() > 0
                || turn.inputs().stream().anyMatch(input -> isNeeded(input.turn()));
    }

    /** Whether parameters of this turn or of one before it learn from the gradient by its output. */
    boolean isNeeded(int turn) {
        return turn != Network.IMAGE && needed[turn];
    }

    /** Whether a turn adds to the gradient by one of its inputs, and doesn't write it. */
    boolean adds(int turn, int input) {
        return adding.contains(new Way(turn, input));
    }

    boolean headAdds(int head) {
        return headAdds.get(head);
    }
}
