package io.trainyard.contract.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trainyard.contract.RunSpec;
import io.trainyard.contract.ScheduleSpec.OneCycle;
import io.trainyard.contract.ScheduleSpec.Plateau;
import io.trainyard.contract.ScheduleSpec.Step;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits hold exactly where they say: the last value within passes, the next one does not. */
class ChecksTest {
    @Test
    void rangesHoldTheirEnds() {
        assertThat(errors(new Checks().between(1, 1, 3, "f").between(3, 1, 3, "f")))
                .isEmpty();
        assertThat(errors(new Checks().between(0, 1, 3, "f").between(4, 1, 3, "f")))
                .hasSize(2);
        assertThat(errors(new Checks().within(1, 1, 3, "f").within(Math.nextDown(3.0), 1, 3, "f")))
                .isEmpty();
        assertThat(errors(new Checks().within(Math.nextDown(1.0), 1, 3, "f").within(3, 1, 3, "f")))
                .hasSize(2);
        assertThat(errors(new Checks().within(Double.NaN, 1, 3, "f"))).hasSize(1);
        assertThat(errors(new Checks().atMost("abc", 3, "f"))).isEmpty();
        assertThat(errors(new Checks().atMost("abcd", 3, "f"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x202A, 0x202C, 0x202E, 0x2066, 0x2069, '\n', 0x2028, 0x2029, 0x85})
    void charactersThatSteerTheDisplayAreNotShown(int character) {
        assertThat(errors(new Checks().text("a" + Character.toString(character), 9, "f")))
                .hasSize(1);
    }

    /** The neighbours of those: only what steers is refused. */
    @ParameterizedTest
    @ValueSource(ints = {0x2027, 0x202F, 0x2065, 0x206A, 0x1F600, 'é'})
    void allOtherCharactersAre(int character) {
        assertThat(errors(new Checks().text("a" + Character.toString(character), 9, "f")))
                .isEmpty();
    }

    @Test
    void moreThanAHundredErrorsAreCountedAndNotNamed() {
        assertThat(errors(failing(100)))
                .hasSize(100)
                .extracting(FieldError::field)
                .doesNotContain("");
        assertThat(errors(failing(101)))
                .hasSize(100)
                .last()
                .isEqualTo(new FieldError("", "more is wrong than these 99 errors say"));
        assertThat(errors(failing(5000)))
                .hasSize(100)
                .last()
                .extracting(FieldError::field)
                .isEqualTo("");
    }

    private static Checks failing(int times) {
        Checks checks = new Checks();
        for (int i = 0; i < times; i++) checks.require(false, "f" + i, "is wrong");
        return checks;
    }

    @Test
    void excerptsAreShortAndWhole() {
        assertThat(Excerpt.of("abc", 3)).isEqualTo("abc");
        assertThat(Excerpt.of("abcd", 3)).isEqualTo("abc…");
        assertThat(Excerpt.of("ab😀", 3)).isEqualTo("ab…");
        assertThat(Excerpt.of("a😀b", 3)).isEqualTo("a😀…");
        assertThat(Excerpt.of("x".repeat(60))).hasSize(60);
        assertThat(Excerpt.of("x".repeat(61))).isEqualTo("x".repeat(60) + "…");
    }

    static Stream<Arguments> beyondTheLimits() {
        return Stream.of(
                refused("every", () -> new Step(0, .1)),
                refused("every", () -> new Step(RunSpec.MAX_EPOCHS + 1, .1)),
                refused("gamma", () -> new Step(1, 0)),
                refused("gamma", () -> new Step(1, Math.nextUp(1.0))),
                refused("rise", () -> new OneCycle(1, 25, 1e4)),
                refused("startDivisor", () -> new OneCycle(.3, .5, 1e4)),
                refused("endDivisor", () -> new OneCycle(.3, 25, 1e9)),
                refused("factor", () -> new Plateau(0, 1, 1e-4, 0)),
                refused("factor", () -> new Plateau(1, 1, 1e-4, 0)),
                refused("patience", () -> new Plateau(.1, -1, 1e-4, 0)),
                refused("threshold", () -> new Plateau(.1, 1, 1, 0)),
                refused("minFactor", () -> new Plateau(.1, 1, 1e-4, 1)));
    }

    private static Arguments refused(String field, ThrowingCallable make) {
        return Arguments.of(field, make);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beyondTheLimits")
    void schedulesBeyondTheirLimitsAreRefusedByTheirField(String field, ThrowingCallable make) {
        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, make);

        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly(field);
    }

    @Test
    void schedulesAtTheirLimitsAreMade() {
        assertThatCode(() -> {
                    new Step(1, 1);
                    new Step(RunSpec.MAX_EPOCHS, Double.MIN_VALUE);
                    new OneCycle(0, 1, 1);
                    new Plateau(Double.MIN_VALUE, 0, 0, 0);
                    new Plateau(Math.nextDown(1.0), RunSpec.MAX_EPOCHS, 0, 0);
                })
                .doesNotThrowAnyException();
    }

    private static List<FieldError> errors(Checks checks) {
        try {
            checks.throwIfAny();
            return List.of();
        } catch (InvalidSpecException e) {
            return e.errors();
        }
    }
}
