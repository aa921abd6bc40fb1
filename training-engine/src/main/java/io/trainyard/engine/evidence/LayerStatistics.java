package io.trainyard.engine.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the layers fared, epoch by epoch: a column for each tensor and each ReLU, a number for each epoch.
 *
 * @param version of this format
 * @param epochs that the columns have numbers of
 */
public record LayerStatistics(int version, List<Integer> epochs, List<TensorColumn> tensors, List<ReluColumn> relus) {
    private static final int VERSION = 1;
    public static final LayerStatistics NONE = new LayerStatistics(VERSION, List.of(), List.of(), List.of());

    public LayerStatistics {
        epochs = List.copyOf(epochs);
        tensors = List.copyOf(tensors);
        relus = List.copyOf(relus);
    }

    /**
     * A trained tensor.
     *
     * @param tensor its name, such as {@code 0.weight}
     * @param norms Euclidean, after the epoch
     * @param gradientNorms Euclidean, of the epoch's last step
     */
    public record TensorColumn(String tensor, List<Float> norms, List<Float> gradientNorms) {
        public TensorColumn {
            norms = List.copyOf(norms);
            gradientNorms = List.copyOf(gradientNorms);
        }
    }

    /**
     * A ReLU.
     *
     * @param node its path
     * @param dead fraction of its channels that are zero everywhere in all images looked at
     * @param zeros fraction of its values that are zero
     */
    public record ReluColumn(String node, List<Float> dead, List<Float> zeros) {
        public ReluColumn {
            dead = List.copyOf(dead);
            zeros = List.copyOf(zeros);
        }
    }

    /**
     * With the numbers of one more epoch. Epochs from that one on are dropped; so are all where the columns are others, as
     * they are on a device that keeps other layers' outputs.
     */
    public LayerStatistics with(LayerStatistics next) {
        int epoch = next.epochs.getFirst();
        int kept = (int) epochs.stream().takeWhile(before -> before < epoch).count();
        if (kept == 0 || !names().equals(next.names())) return next;
        List<TensorColumn> allTensors = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            TensorColumn column = next.tensors.get(i);
            allTensors.add(new TensorColumn(
                    column.tensor(),
                    joined(tensors.get(i).norms(), kept, column.norms()),
                    joined(tensors.get(i).gradientNorms(), kept, column.gradientNorms())));
        }
        List<ReluColumn> allRelus = new ArrayList<>();
        for (int i = 0; i < relus.size(); i++) {
            ReluColumn column = next.relus.get(i);
            allRelus.add(new ReluColumn(
                    column.node(),
                    joined(relus.get(i).dead(), kept, column.dead()),
                    joined(relus.get(i).zeros(), kept, column.zeros())));
        }
        return new LayerStatistics(VERSION, joined(epochs, kept, next.epochs), allTensors, allRelus);
    }

    private List<String> names() {
        return Stream.concat(
                        tensors.stream().map(TensorColumn::tensor),
                        relus.stream().map(ReluColumn::node))
                .toList();
    }

    private static <T> List<T> joined(List<T> before, int kept, List<T> after) {
        List<T> all = new ArrayList<>(before.subList(0, kept));
        all.addAll(after);
        return all;
    }

    /** The numbers of one epoch. */
    static LayerStatistics of(int epoch, List<TensorColumn> tensors, List<ReluColumn> relus) {
        return new LayerStatistics(VERSION, List.of(epoch), tensors, relus);
    }
}
