package io.trainyard.contract.network;

import io.trainyard.contract.fields.FieldType;
import io.trainyard.contract.fields.Kind;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every kind of layer, as the records of {@link LayerSpec} declare them. */
public final class LayerKinds {
    public static final List<Kind<LayerSpec>> ALL = kinds(LayerSpec.class).toList();

    private LayerKinds() {}

    private static Stream<Kind<LayerSpec>> kinds(Class<?> layers) {
        return Arrays.stream(layers.getPermittedSubclasses())
                .flatMap(type -> type.isRecord() ? Stream.of(kind(type.asSubclass(LayerSpec.class))) : kinds(type));
    }

    private static Kind<LayerSpec> kind(Class<? extends LayerSpec> layer) {
        return Kind.of(LayerSpec.typeOf(layer), layer, LayerKinds::type);
    }

    private static FieldType type(RecordComponent component) {
        if (component.getType() == Extent.class) return FieldType.EXTENT;
        return component.getName().equals("branches") ? FieldType.BRANCHES : FieldType.LAYERS;
    }
}
