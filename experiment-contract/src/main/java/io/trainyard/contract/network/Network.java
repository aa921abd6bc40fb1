package io.trainyard.contract.network;

import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import java.util.Optional;

/**
 * A network whose layers fit each other, its branches unrolled: every layer with its shapes, its tensors, its cost and how
 * much of the image it sees.
 *
 * @param input shape of one example
 * @param nodes the layers in the order of the forward pass
 * @param heads where losses are taken: the network's output first, then its auxiliary classifiers
 */
public record Network(Shape input, List<Node> nodes, List<Head> heads) {
    /** Stands for the image among a node's inputs. */
    public static final int IMAGE = -1;
    /** Trained numbers; an optimizer's arrays, up to two for each, must be within what an index can name. */
    public static final int MAX_PARAMETERS = Integer.MAX_VALUE / 2;

    public Network {
        nodes = List.copyOf(nodes);
        heads = List.copyOf(heads);
    }

    /**
     * A layer in its place. A layer of branches comes behind their layers and joins them.
     *
     * @param path where it stands in the list that the researcher wrote, such as {@code 3} or {@code 7.branches.0.2}
     * @param inputs indexes of the nodes whose outputs it takes, or {@link #IMAGE}; several only where branches join
     * @param input shape of the first of them
     * @param parameters trained numbers of its tensors
     * @param multiplyAdds of one forward pass over one example
     * @param receptiveField side of the square of input pixels that one output value depends on: along each side of the image
     *     r + (f − 1)·j, where j is the product of the strides before it (Araujo, Norris, Sim: "Computing Receptive Fields of Convolutional
     *     Neural Networks", Distill 2019); at most the whole image, which a flattened or dense layer sees
     */
    public record Node(
            String path,
            LayerSpec spec,
            List<Integer> inputs,
            Shape input,
            Shape output,
            List<TensorSpec> tensors,
            long parameters,
            long multiplyAdds,
            int receptiveField) {
        public Node {
            inputs = List.copyOf(inputs);
            tensors = List.copyOf(tensors);
        }
    }

    /**
     * Scores that a loss is taken of.
     *
     * @param node that gives them
     * @param weight of its loss
     */
    public record Head(int node, double weight) {}

    /**
     * Fits the layers to each other, from the input on.
     *
     * @param outputs numbers that the network must give for an example, such as a score for each class
     * @throws InvalidSpecException if a layer does not fit the one before it or the last one gives another number of outputs
     */
    public static Network of(Shape input, int outputs, List<LayerSpec> specs) {
        return new NetworkBuilder(input, outputs).build(specs);
    }

    /** Of the largest value between two layers, the image included, for one example. */
    public int largestValue() {
        return nodes.stream().mapToInt(node -> node.output().size()).reduce(input.size(), Math::max);
    }

    /**
     * Of a batch of a single example this layer sees one value of each channel, which has no variance: what it gives is its
     * shift, whatever the example. PyTorch refuses to train it so.
     */
    public Optional<Node> normalizationOfSingleValues() {
        return nodes.stream()
                .filter(node -> node.spec() instanceof BatchNormalization
                        && node.output().isVector())
                .findFirst();
    }

    /** Numbers that the network gives for an example. */
    public int outputs() {
        return nodes.get(heads.get(0).node()).output().size();
    }

    public long parameters() {
        return nodes.stream().mapToLong(Node::parameters).sum();
    }

    public long multiplyAdds() {
        return nodes.stream().mapToLong(Node::multiplyAdds).sum();
    }
}
