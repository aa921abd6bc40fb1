package io.trainyard.contract.fields;

import io.trainyard.contract.validation.InvalidSpecException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A kind of specification as its record declares it: its fields with their types and defaults. Whoever reads, writes or
 * asks for such a specification goes by this, so that a new record is all that a new kind needs.
 *
 * @param type name on the wire
 * @param record that holds it
 * @param fields that may be chosen, in order
 * @param fixed components that the kind itself decides, by name
 */
public record Kind<T>(String type, Class<? extends T> record, List<Field> fields, Map<String, Object> fixed) {
    public Kind {
        fields = List.copyOf(fields);
        fixed = Map.copyOf(fixed);
    }

    /** A kind whose fields are numbers and flags. */
    public static <T> Kind<T> of(String type, Class<? extends T> record) {
        return of(type, record, other -> {
            throw new IllegalStateException("a field of an unknown type: " + other);
        });
    }

    /**
     * A kind by its record.
     *
     * @param others types of the components that are neither numbers nor flags
     */
    public static <T> Kind<T> of(String type, Class<? extends T> record, Function<RecordComponent, FieldType> others) {
        List<Field> fields = Arrays.stream(record.getRecordComponents())
                .map(component -> field(component, others))
                .toList();
        return new Kind<>(type, record, fields, Map.of());
    }

    /** The kind of values in which one component is always the same. */
    public Kind<T> fixing(String component, Object value) {
        Map<String, Object> more = new HashMap<>(fixed);
        more.put(component, value);
        return new Kind<>(
                type,
                record,
                fields.stream().filter(field -> !field.name().equals(component)).toList(),
                more);
    }

    /** The kind with another default of one field. */
    public Kind<T> defaulting(String name, String fallback) {
        return new Kind<>(
                type,
                record,
                fields.stream()
                        .map(field -> field.name().equals(name)
                                ? new Field(name, field.type(), Optional.of(fallback))
                                : field)
                        .toList(),
                fixed);
    }

    /** The one of these kinds that a value is of. */
    public static <T> Kind<T> of(T value, List<Kind<T>> kinds) {
        return kinds.stream()
                .filter(kind -> kind.fits(value))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("of an unknown kind: " + value));
    }

    private boolean fits(T value) {
        return record == value.getClass()
                && components()
                        .filter(component -> fixed.containsKey(component.getName()))
                        .allMatch(component -> read(value, component).equals(fixed.get(component.getName())));
    }

    /** The value of one field. */
    public Object value(T spec, Field field) {
        return components()
                .filter(component -> component.getName().equals(field.name()))
                .map(component -> read(spec, component))
                .findFirst()
                .orElseThrow();
    }

    /**
     * A value with these contents of its fields, by name.
     *
     * @throws InvalidSpecException naming every field whose content is not allowed
     */
    public T create(Map<String, Object> contents) {
        Class<?>[] types = components().map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] arguments = components()
                .map(component -> fixed.getOrDefault(component.getName(), contents.get(component.getName())))
                .toArray();
        try {
            Constructor<? extends T> constructor = record.getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidSpecException invalid) throw invalid;
            throw new IllegalStateException(type + " cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private Stream<RecordComponent> components() {
        return Arrays.stream(record.getRecordComponents());
    }

    private static Field field(RecordComponent component, Function<RecordComponent, FieldType> others) {
        Optional<String> fallback =
                Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value);
        return new Field(component.getName(), type(component, others), fallback);
    }

    private static FieldType type(RecordComponent component, Function<RecordComponent, FieldType> others) {
        Class<?> type = component.getType();
        if (type == int.class) return FieldType.INTEGER;
        if (type == double.class) return FieldType.NUMBER;
        if (type == boolean.class) return FieldType.FLAG;
        return others.apply(component);
    }

    private static Object read(Object spec, RecordComponent component) {
        try {
            return component.getAccessor().invoke(spec);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
