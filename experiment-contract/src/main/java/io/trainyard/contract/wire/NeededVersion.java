package io.trainyard.contract.wire;

import io.trainyard.contract.fields.Default;
import io.trainyard.contract.fields.Since;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The least version of the contract whose programs carry a specification out as it is meant, as {@link Since} tells. */
final class NeededVersion {
    private NeededVersion() {}

    static int of(Object value) {
        if (value instanceof List<?> items)
            return items.stream().mapToInt(NeededVersion::of).max().orElse(1);
        if (value instanceof Enum<?> choice) return ofChoice(choice);
        if (!(value instanceof Record)) return 1;
        int version = since(value.getClass().getAnnotation(Since.class));
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object content = read(value, component);
            if (isUsed(component, content))
                version = Math.max(version, Math.max(since(component.getAnnotation(Since.class)), of(content)));
        }
        return version;
    }

    private static int ofChoice(Enum<?> choice) {
        try {
            return since(choice.getDeclaringClass().getField(choice.name()).getAnnotation(Since.class));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a choice without a field: " + choice, e);
        }
    }

    private static boolean isUsed(RecordComponent component, Object content) {
        Default fallback = component.getAnnotation(Default.class);
        if (content instanceof Number number) {
            double usual =
                    fallback == null || fallback.value().startsWith("{") ? 0 : Double.parseDouble(fallback.value());
            return number.doubleValue() != usual;
        }
        if (content instanceof Boolean flag)
            return flag != (fallback != null && Boolean.parseBoolean(fallback.value()));
        return !content.equals(Optional.empty()) && !content.equals(OptionalLong.empty()) && !content.equals(List.of());
    }

    private static int since(@Nullable Since since) {
        return since == null ? 1 : since.value();
    }

    private static Object read(Object value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
