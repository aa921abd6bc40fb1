package io.trainyard.engine.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.Device;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementsTest {
    private static final Program PROGRAM = Programs.classifier(Shape.vector(4), 2, new Dense(3));
    private static final List<Candidate> CANDIDATES = candidates("some device");
    private static final Candidate FASTEST = CANDIDATES.getLast();

    private final AtomicLong others = new AtomicLong();
    private Instant now = Instant.parse("2026-05-04T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void choiceIsKnownToTheNextStart() {
        measurements().remember(CANDIDATES, FASTEST, true);

        assertThat(measurements().find(CANDIDATES)).contains(FASTEST);
    }

    @Test
    void choiceEndsAfterTwoWeeks() {
        measurements().remember(CANDIDATES, FASTEST, true);

        now = now.plus(Duration.ofDays(14)).plusSeconds(1);

        assertThat(measurements().find(CANDIDATES)).isEmpty();
    }

    @Test
    void choiceOfTheFutureDoesNotHold() {
        measurements().remember(CANDIDATES, FASTEST, true);

        now = now.minusSeconds(1);

        assertThat(measurements().find(CANDIDATES)).isEmpty();
    }

    @Test
    void anotherLibraryIsMeasuredAnew() {
        measurements().remember(CANDIDATES, FASTEST, true);

        assertThat(measurements().find(candidates("some device of another version")))
                .isEmpty();
    }

    @Test
    void disturbedChoiceHoldsForMinutesAndIsNotWrittenDown() {
        Measurements measurements = measurements();
        measurements.remember(CANDIDATES, FASTEST, false);

        assertThat(measurements.find(CANDIDATES)).contains(FASTEST);
        assertThat(measurements().find(CANDIDATES)).isEmpty();
        now = now.plus(Duration.ofMinutes(5)).plusSeconds(1);
        assertThat(measurements.find(CANDIDATES)).isEmpty();
    }

    @Test
    void disturbedChoiceLeavesTheOtherOneForLater() {
        Measurements measurements = measurements();
        measurements.remember(CANDIDATES, FASTEST, true);
        measurements.remember(CANDIDATES, CANDIDATES.getFirst(), false);

        assertThat(measurements.find(CANDIDATES)).contains(CANDIDATES.getFirst());
        now = now.plus(Duration.ofMinutes(6));
        assertThat(measurements.find(CANDIDATES)).contains(FASTEST);
    }

    @Test
    void workersOfOneMachineKeepEachOthersChoices() {
        List<Candidate> more = candidates("another device");
        Measurements one = measurements();
        Measurements other = measurements();

        one.remember(CANDIDATES, FASTEST, true);
        other.remember(more, more.getFirst(), true);

        assertThat(measurements().find(CANDIDATES)).contains(FASTEST);
        assertThat(measurements().find(more)).contains(more.getFirst());
    }

    @Test
    void whatCannotBeReadIsMeasuredAnew() throws Exception {
        measurements().remember(CANDIDATES, FASTEST, true);
        Path file = folder.resolve("calibrations.properties");

        Files.writeString(file, Files.readString(file).replaceAll("=.*", "=ND4J many"));

        assertThat(measurements().find(CANDIDATES)).isEmpty();
    }

    @Test
    void choiceThatWasMadeBesideOthersIsMadeAgain() {
        // 0.21 of a core, and 0.2 of one, while the devices compute.
        assertThat(measurements(0.21)).isEqualTo(2);
        assertThat(measurements(0.2)).isEqualTo(1);
    }

    /** How often two runs of one shape are measured that are ten minutes apart. */
    private int measurements(double coresOfOthers) {
        FakeDevice device = FakeDevice.of(Device.ND4J, threads -> threads * 1_000_000L);
        OtherWork work = () -> (long) (coresOfOthers * FakeDevice.CLOCK.get());
        Instruments instruments = new Instruments(FakeDevice.CLOCK::get, () -> now, work);
        Devices devices =
                new Devices(List.of(device), new Devices.Limits(2, Long.MAX_VALUE), Measurements.inMemory(instruments));
        Workload workload = new Workload(PROGRAM, 500, () -> Programs.batch(PROGRAM), network -> {});
        for (int run = 0; run < 2; run++) {
            devices.choose(workload, new Wish(Device.AUTO, 0));
            now = now.plus(Duration.ofMinutes(10));
        }
        return device.compiled().get() / 2;
    }

    @Test
    void kernelsAccountIsReadWithoutIdleTime() {
        assertThat(OtherWork.busyNanos("cpu  1 20 300 9999 9999 4000 50000 600000 7777 0\ncpu0 1 1 1 1"))
                .isEqualTo(654_321 * 10_000_000L);
    }

    private Measurements measurements() {
        return Measurements.in(folder, new Instruments(FakeDevice.CLOCK::get, () -> now, others::get));
    }

    private static List<Candidate> candidates(String name) {
        FakeDevice device = FakeDevice.of(Device.ND4J, threads -> 1).called(name);
        return List.of(new Candidate(device, PROGRAM), new Candidate(device, PROGRAM.withThreads(2)));
    }
}
