package io.trainyard.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.RunSpec;
import io.trainyard.contract.fields.Default;
import io.trainyard.contract.fields.Since;
import io.trainyard.contract.network.LayerSpec;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NeededVersionTest {
    /** With what the versions of a contract may have brought. */
    public record Sample(
            int steps,
            @Since(2) @Default("0.5") double share,
            @Since(3) boolean strict,
            List<Part> parts,
            Choice choice) {}

    public record Part(@Since(4) int size) {}

    @Since(5)
    public record Whole() {}

    /** Of which one came later. */
    public enum Choice {
        FIRST,
        @Since(6)
        SECOND
    }

    @Test
    void fieldThatIsNotMadeUseOfNeedsNothing() {
        assertThat(NeededVersion.of(new Sample(9, 0.5, false, List.of(new Part(0)), Choice.FIRST)))
                .isEqualTo(1);
    }

    @Test
    void newestThingThatIsMadeUseOfCounts() {
        assertThat(NeededVersion.of(new Sample(9, 0.25, false, List.of(), Choice.FIRST)))
                .isEqualTo(2);
        assertThat(NeededVersion.of(new Sample(9, 0.25, true, List.of(), Choice.FIRST)))
                .isEqualTo(3);
        assertThat(NeededVersion.of(new Sample(9, 0.5, false, List.of(new Part(0), new Part(1)), Choice.FIRST)))
                .isEqualTo(4);
        assertThat(NeededVersion.of(List.of(new Whole()))).isEqualTo(5);
        assertThat(NeededVersion.of(new Sample(9, 0.5, false, List.of(), Choice.SECOND)))
                .isEqualTo(6);
    }

    /** Else an older worker would pass over it and train something else than was asked for. */
    @Test
    void whateverASpecificationHasGotSinceTheFirstReleaseSaysSinceWhen() throws IOException {
        List<String> first = Files.readAllLines(Path.of("src", "test", "resources", "golden", "0.1", "fields.txt"));

        Map<String, AnnotatedElement> today = new TreeMap<>();
        collect(RunSpec.class, today);
        collect(LayerSpec.class, today);

        assertThat(today.keySet()).containsAll(first);
        today.keySet().removeAll(first);
        assertThat(today)
                .allSatisfy((name, added) -> assertThat(added.getAnnotation(Since.class))
                        .as("@Since of %s", name)
                        .isNotNull()
                        .extracting(Since::value)
                        .satisfies(version -> assertThat(version).isBetween(2, Envelope.VERSION)));
    }

    private static void collect(Class<?> type, Map<String, AnnotatedElement> found) {
        if (!type.getName().startsWith("io.trainyard") || found.containsKey(type.getSimpleName())) return;
        if (type.isSealed()) for (Class<?> kind : type.getPermittedSubclasses()) collect(kind, found);
        if (type.isEnum())
            Arrays.stream(type.getFields())
                    .forEach(choice -> found.put(type.getSimpleName() + "." + choice.getName(), choice));
        if (!type.isRecord()) return;
        found.put(type.getSimpleName(), type);
        Arrays.stream(type.getRecordComponents()).forEach(component -> {
            found.put(type.getSimpleName() + "." + component.getName(), component);
            collect(component.getType(), found);
        });
    }
}
