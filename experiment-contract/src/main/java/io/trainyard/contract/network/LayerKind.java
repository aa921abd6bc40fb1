package io.trainyard.contract.network;

import io.trainyard.contract.validation.InvalidSpecException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of layer as its record declares it: its fields with their types and defaults. Whoever reads, writes or asks for
 * layers goes by this, so that a new record is all that a new kind needs.
 *
 * @param type name on the wire
 * @param fields in order
 */
public record LayerKind(String type, List<Field> fields, Class<? extends LayerSpec> layer) {
    private static final List<LayerKind> ALL = kinds(LayerSpec.class).toList();

    /** What a field holds. */
    public enum FieldType {
        INTEGER,
        NUMBER,
        FLAG,
        EXTENT,
        LAYERS,
        BRANCHES
    }

    /**
     * A field of a layer.
     *
     * @param fallback what it is where nobody says; empty where somebody must
     */
    public record Field(String name, FieldType type, Optional<String> fallback) {
        /** The field that this one follows where nobody says. */
        public Optional<String> follows() {
            return fallback.filter(text -> text.startsWith("{")).map(text -> text.substring(1, text.length() - 1));
        }
    }

    /** Every kind of layer. */
    public static List<LayerKind> all() {
        return ALL;
    }

    public static LayerKind of(LayerSpec layer) {
        return ALL.stream()
                .filter(kind -> kind.layer() == layer.getClass())
                .findFirst()
                .orElseThrow();
    }

    /** The value of each field, in order. */
    public List<Object> values(LayerSpec spec) {
        return Arrays.stream(layer.getRecordComponents())
                .map(component -> value(spec, component))
                .toList();
    }

    /**
     * A layer with these values in its fields.
     *
     * @throws InvalidSpecException naming every field whose value it does not allow
     */
    public LayerSpec create(List<Object> values) {
        Class<?>[] types = Arrays.stream(layer.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<? extends LayerSpec> constructor = layer.getDeclaredConstructor(types);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidSpecException invalid) throw invalid;
            throw new IllegalStateException("a " + type + " layer cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a " + type + " layer cannot be made", e);
        }
    }

    private static Stream<LayerKind> kinds(Class<?> layers) {
        return Arrays.stream(layers.getPermittedSubclasses())
                .flatMap(type -> type.isRecord() ? Stream.of(kind(type.asSubclass(LayerSpec.class))) : kinds(type));
    }

    private static LayerKind kind(Class<? extends LayerSpec> layer) {
        List<Field> fields =
                Arrays.stream(layer.getRecordComponents()).map(LayerKind::field).toList();
        return new LayerKind(LayerSpec.typeOf(layer), fields, layer);
    }

    private static Field field(RecordComponent component) {
        Optional<String> fallback =
                Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value);
        return new Field(component.getName(), type(component), fallback);
    }

    private static FieldType type(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == int.class) return FieldType.INTEGER;
        if (type == double.class) return FieldType.NUMBER;
        if (type == boolean.class) return FieldType.FLAG;
        if (type == Extent.class) return FieldType.EXTENT;
        if (type == List.class) return component.getName().equals("branches") ? FieldType.BRANCHES : FieldType.LAYERS;
        throw new IllegalStateException("a layer's field of an unknown type: " + component);
    }

    private static Object value(LayerSpec spec, RecordComponent component) {
        try {
            return component.getAccessor().invoke(spec);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
