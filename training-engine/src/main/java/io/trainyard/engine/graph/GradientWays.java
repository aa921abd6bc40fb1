package io.trainyard.engine.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How gradients come back through a graph: a value that is taken several times gets the sum of several gradients. The way back is
 * the way forward reversed, so who comes first can be told beforehand; it writes, and the others add.
 */
public final class GradientWays {
    private final Set<Way> adding = new HashSet<>();
    private final List<Boolean> headAdds = new ArrayList<>();

    private record Way(int operation, int input) {}

    public GradientWays(Graph graph) {
        Set<Integer> written = new HashSet<>();
        for (int head : graph.heads()) headAdds.add(!written.add(graph.source(head)));
        List<Operation> operations = graph.operations();
        for (int i = operations.size() - 1; i >= 0; i--) {
            Operation operation = operations.get(i);
            if (graph.isView(operation)) continue;
            for (int input = operation.inputs().size() - 1; input >= 0; input--)
                if (!written.add(graph.source(operation.inputs().get(input)))) adding.add(new Way(i, input));
        }
    }

    /**
     * Whether an operation adds to the gradient by one of its inputs, and doesn't write it.
     *
     * @param operation its index in the graph
     * @param input index among its inputs
     */
    public boolean adds(int operation, int input) {
        return adding.contains(new Way(operation, input));
    }

    /** The same of a head's loss. */
    public boolean headAdds(int head) {
        return headAdds.get(head);
    }
}
