package io.trainyard.tracker.search;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written is read as it was meant, or refused with the place of the mistake. */
final class FilterParserPropertyTest {
    private static final String SIGNS = "metrics.loss > 0.9 AND NOT IN ('a') \"b\" `c` -7d ILIKE IS NULL % ,;=!<é日🚂\\";

    @Property(tries = 500)
    void filterThatIsWrittenOutIsReadAgain(@ForAll("filters") Filter filter) {
        assertThat(FilterParser.parse(FilterText.of(filter))).isEqualTo(filter);
    }

    @Property(tries = 500)
    void everyBeginningOfAFilterIsReadOrRefused(@ForAll("filters") Filter filter, @ForAll int cut) {
        String text = FilterText.of(filter);
        int end = Math.floorMod(cut, text.length() + 1);

        readOrRefused(text.substring(0, end));
        assertThat(Completion.at(text, end).from()).isBetween(0, end);
    }

    @Property(tries = 500)
    void noiseIsReadOrRefused(@ForAll("noise") String noise) {
        readOrRefused(noise);
        assertThat(Completion.at(noise, noise.length()).to()).isEqualTo(noise.length());
    }

    private static void readOrRefused(String text) {
        try {
            assertThat(FilterParser.parse(text)).isNotNull();
        } catch (InvalidFilterException refused) {
            assertThat(refused.column()).as(text).isBetween(1, text.length() + 1);
            assertThat(refused.length()).as(text).isPositive();
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<Filter> filters() {
        return Filters.any();
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.of(SIGNS.split("(?<=[ .(),])|(?=[ .(),])"))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
