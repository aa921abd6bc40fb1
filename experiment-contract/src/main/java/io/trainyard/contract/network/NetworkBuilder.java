package io.trainyard.contract.network;

import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.Branching;
import io.trainyard.contract.network.Network.Head;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Unrolls lists of layers into a network. */
final class NetworkBuilder {
    private final Shape image;
    private final int outputs;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Head> auxiliaries = new ArrayList<>();
    private long parameters;

    /** How far the forward pass is: the node that gave the values, and how they see the image. */
    private record Point(int node, Shape shape, View view) {}

    NetworkBuilder(Shape image, int outputs) {
        this.image = image;
        this.outputs = outputs;
    }

    Network build(List<LayerSpec> specs) {
        Point end = list(new Point(Network.IMAGE, image, View.of(image)), specs, new Place("layers", ""));
        checkOutput(end, specs, "layers");
        List<Head> heads = new ArrayList<>();
        heads.add(new Head(end.node(), 1));
        heads.addAll(auxiliaries);
        return new Network(image, nodes, heads);
    }

    /**
     * Where a list of layers stands.
     *
     * @param field as errors name it: {@code layers[7].branches[0]}
     * @param path as nodes name it, with a dot at its end: {@code 7.branches.0.}
     */
    private record Place(String field, String path) {
        Place branch(int layer, int branch) {
            return new Place(
                    field + "[" + layer + "].branches[" + branch + "]", path + layer + ".branches." + branch + ".");
        }

        Place auxiliary(int layer) {
            return new Place(field + "[" + layer + "].layers", path + layer + ".layers.");
        }
    }

    private Point list(Point start, List<LayerSpec> specs, Place place) {
        Point point = start;
        for (int i = 0; i < specs.size(); i++) point = layer(point, specs.get(i), place, i);
        return point;
    }

    private Point layer(Point point, LayerSpec spec, Place place, int index) {
        String field = place.field() + "[" + index + "]";
        if (spec instanceof Branching branching) return branches(point, branching, place, index);
        if (spec instanceof AuxiliaryClassifier auxiliary) return auxiliary(point, auxiliary, place, index);
        Shape output = named(field, () -> spec.outputShape(point.shape()));
        View view = spec.seesAll() ? point.view().whole() : point.view().through(spec.window(point.shape()));
        return add(new Step(place, index, spec, List.of(point), output), view);
    }

    private Point branches(Point point, Branching spec, Place place, int index) {
        List<Point> ends = new ArrayList<>();
        for (int i = 0; i < spec.branches().size(); i++)
            ends.add(list(point, spec.branches().get(i), place.branch(index, i)));
        Shape output = named(
                place.field() + "[" + index + "]",
                () -> spec.join(ends.stream().map(Point::shape).toList()));
        View view = ends.stream().map(Point::view).reduce(View::with).orElseThrow();
        return add(new Step(place, index, spec, ends, output), view);
    }

    private Point auxiliary(Point point, AuxiliaryClassifier spec, Place place, int index) {
        Place inside = place.auxiliary(index);
        Point end = list(point, spec.layers(), inside);
        checkOutput(end, spec.layers(), inside.field());
        auxiliaries.add(new Head(end.node(), spec.weight()));
        return point;
    }

    /** A layer that has found its place. */
    private record Step(Place place, int index, LayerSpec spec, List<Point> inputs, Shape output) {
        String field() {
            return place.field() + "[" + index + "]";
        }
    }

    private Point add(Step step, View view) {
        Shape input = step.inputs().get(0).shape();
        List<TensorSpec> tensors = step.spec().tensors(input);
        long parameters = tensors.stream()
                .filter(tensor -> tensor.role().isTrained())
                .mapToLong(TensorSpec::count)
                .sum();
        count(parameters, step.field());
        nodes.add(new Node(
                step.place().path() + step.index(),
                step.spec(),
                step.inputs().stream().map(Point::node).toList(),
                input,
                step.output(),
                tensors,
                parameters,
                step.spec().multiplyAdds(input),
                view.side()));
        return new Point(nodes.size() - 1, step.output(), view);
    }

    /** Before anything is computed of them: what is within the limit is also within what numbers can hold. */
    private void count(long more, String field) {
        parameters = Math.addExact(parameters, more);
        if (parameters > Network.MAX_PARAMETERS)
            throw new InvalidSpecException(
                    field,
                    "has " + more + " parameters, " + parameters + " with those before it, but a network may have "
                            + Network.MAX_PARAMETERS);
    }

    private void checkOutput(Point end, List<LayerSpec> specs, String field) {
        if (!end.shape().isVector() || end.shape().channels() != outputs)
            throw new InvalidSpecException(
                    field + "[" + (specs.size() - 1) + "]",
                    "the last layer must give " + outputs + (outputs == 1 ? " number" : " numbers, one for each class")
                            + ", but gives " + end.shape() + ": end with a dense layer of "
                            + outputs + (outputs == 1 ? " unit" : " units"));
    }

    private static Shape named(String field, Supplier<Shape> shape) {
        try {
            return shape.get();
        } catch (InvalidSpecException e) {
            List<FieldError> errors =
                    e.errors().stream().map(error -> error.under(field)).toList();
            throw new InvalidSpecException(errors);
        }
    }
}
