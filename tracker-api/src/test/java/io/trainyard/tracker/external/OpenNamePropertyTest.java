package io.trainyard.tracker.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.tracker.search.Filter;
import io.trainyard.tracker.search.FilterParser;
import io.trainyard.tracker.storage.RunFields;
import io.trainyard.tracker.storage.RunSort;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class OpenNamePropertyTest {
    private static final String SIGNS = "_-./:@%#=+()[] ";

    @Example
    void namesInUseAreNames() {
        for (String name :
                List.of("loss/train", "val.f1", "grad_norm", "_runtime", "top 5 (%)", "F1@0.5", "丢失", "été", "a"))
            assertThat(OpenName.objection(OpenName.normal(name))).as(name).isEmpty();
    }

    @Example
    void whatWouldBeTakenForSomethingElseIsNone() {
        for (String name : List.of(
                "", " a", "a ", "a,b", "\"a\"", "a`b", "__proto__", "/a", "a\nb", "a\\b", "🚂", "a".repeat(251)))
            assertThat(OpenName.objection(name)).as(name).isPresent();
    }

    @Property
    void everyNameCanBeAskedForBySearchSortAndFields(@ForAll("names") String name) {
        assertThat(OpenName.objection(name)).isEmpty();
        assertThat(FilterParser.parse("metrics.\"" + name + "\".max > 1").toString())
                .contains("name=" + name + ",");
        assertThat(FilterParser.parse("params.\"" + name + "\" = 'x'")).isInstanceOf(Filter.Comparison.class);
        assertThat(RunSort.parse("-metric." + name).orElseThrow().argument()).contains(name);
        assertThat(RunFields.parse(List.of(("metric." + name).split(",")))
                        .orElseThrow()
                        .metrics())
                .isEqualTo(Set.of(name));
    }

    @Property
    void spellingsThatLookAlikeAreOneName(@ForAll String text) {
        assertThat(OpenName.normal(OpenName.normal(text))).isEqualTo(OpenName.normal(text));
    }

    @Property
    void oneWrongSignMakesANameNone(@ForAll("names") String name, @ForAll("wrongSigns") char sign) {
        assertThat(OpenName.objection(name + sign + "a")).isPresent();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars(SIGNS)
                .withChars("äßЖ丢失한")
                .ofMaxLength(30)
                .map(rest -> OpenName.normal("n" + rest + "e"));
    }

    @Provide
    Arbitrary<Character> wrongSigns() {
        return Arbitraries.of(
                ',', '"', '\'', '`', '\\', '\n', '\t', '\0', '<', '>', '{', '}', '?', '!', '*', '|', '&', ';', '$', '~',
                '^');
    }
}
