package io.trainyard.engine.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.Device;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.vector.VectorDevice;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesTest {
    private static final Program PROGRAM = Programs.classifier(Shape.vector(4), 2, new Dense(3));
    private static final Workload WORKLOAD = new Workload(PROGRAM, 500, () -> Programs.batch(PROGRAM), network -> {});
    private static final Wish ANY = new Wish(Device.AUTO, 0);
    /** Two threads are ten times slower, as they are where another process holds a core. */
    private static final FakeDevice SLOW = FakeDevice.of(Device.ND4J, threads -> threads * 5_000_000L);

    private static final FakeDevice FAST = FakeDevice.of(Device.VECTOR, threads -> threads == 1 ? 100_000 : 1_000_000);

    @Test
    void fastestDeviceAndNumberOfThreadsAreChosen() {
        assertThat(devices(2, SLOW, FAST).choose(WORKLOAD, ANY).choice()).isEqualTo(new DeviceChoice(Device.VECTOR, 1));
    }

    @Test
    void threadsThatCouldNotMakeUpForItAreNotTried() {
        FakeDevice slow = FakeDevice.of(Device.ND4J, threads -> 5_000_000L / threads);

        assertThat(devices(4, FAST, slow).choose(WORKLOAD, ANY).choice()).isEqualTo(new DeviceChoice(Device.VECTOR, 1));
        assertThat(slow.compiled()).hasValue(1);
    }

    @Test
    void wishIsHonoured() {
        Devices devices = devices(2, SLOW, FAST);

        assertThat(devices.choose(WORKLOAD, new Wish(Device.ND4J, 2)).choice())
                .isEqualTo(new DeviceChoice(Device.ND4J, 2));
        assertThat(devices.choose(WORKLOAD, new Wish(Device.ND4J, 0)).choice())
                .isEqualTo(new DeviceChoice(Device.ND4J, 1));
    }

    @Test
    void onlyChoiceIsNotMeasured() {
        FakeDevice only = FakeDevice.of(Device.ND4J, threads -> 0);

        devices(1, only).choose(WORKLOAD, ANY);

        assertThat(only.compiled()).hasValue(0);
    }

    @Test
    void measurementIsRememberedInMemoryAndOnDisk(@TempDir Path folder) {
        FakeDevice device = FakeDevice.of(Device.ND4J, threads -> threads * 1_000_000L);

        for (int i = 0; i < 2; i++) {
            Devices devices = new Devices(
                    List.of(device), new Limits(2, Long.MAX_VALUE), Measurements.in(folder, FakeDevice.INSTRUMENTS));
            for (int j = 0; j < 2; j++)
                assertThat(devices.choose(WORKLOAD, ANY).choice()).isEqualTo(new DeviceChoice(Device.ND4J, 1));
        }

        assertThat(device.compiled()).hasValue(2);
    }

    @Test
    void slowRunIsMeasuredAnew() {
        FakeDevice device = FakeDevice.of(Device.ND4J, threads -> threads * 1_000_000L);
        Devices devices = devices(2, device);

        devices.chooseAnew(WORKLOAD, ANY, devices.choose(WORKLOAD, ANY));

        assertThat(device.compiled()).hasValue(4);
    }

    @Test
    void slowRunIsLeftAloneWhereNoSecondNetworkHasRoom() {
        FakeDevice device =
                FakeDevice.of(Device.ND4J, threads -> threads * 1_000_000L).taking(1000);
        Devices devices =
                new Devices(List.of(device), new Limits(2, 2800), Measurements.inMemory(FakeDevice.INSTRUMENTS));
        Candidate now =
                devices.again(WORKLOAD, ANY, new DeviceChoice(Device.ND4J, 2)).orElseThrow();

        assertThat(devices.chooseAnew(WORKLOAD, ANY, now)).isEqualTo(now);

        assertThat(device.compiled()).hasValue(0);
    }

    @Test
    void deviceThatRunsOutOfMemoryIsNotUsed() {
        FakeDevice greedy = FakeDevice.of(Device.VECTOR, threads -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertThat(devices(2, greedy, SLOW).choose(WORKLOAD, ANY).choice()).isEqualTo(new DeviceChoice(Device.ND4J, 1));
    }

    @Test
    void deviceWithoutRoomOnTheHeapIsNotTried() {
        Program huge = Programs.classifier(
                new Shape(1, 28, 28), 1_000_000, new Convolution(64, 5, 1, 0), new Flatten(), new Dense(3));
        Workload workload = new Workload(huge, 500, () -> Programs.batch(huge), network -> {});
        Devices devices =
                new Devices(List.of(new VectorDevice()), new Limits(1, Long.MAX_VALUE), Measurements.inMemory());

        assertThatThrownBy(() -> devices.choose(workload, ANY))
                .isInstanceOf(MemoryException.class)
                .hasMessageContainingAll("Java's heap", "-Xmx");
    }

    @Test
    void deviceThatIsMissingIsToldWithThoseThatAreHere() {
        assertThatThrownBy(() -> devices(1, SLOW).choose(WORKLOAD, new Wish(Device.ONEDNN, 0)))
                .isInstanceOf(DeviceException.class)
                .hasMessageContainingAll("ONEDNN", "ND4J");
    }

    @Test
    void objectionsAreTold() {
        Devices devices = devices(1, SLOW.objecting("has no GELU"), FAST.objecting("is too small"));

        assertThatThrownBy(() -> devices.choose(WORKLOAD, ANY))
                .isInstanceOf(DeviceException.class)
                .hasMessageContainingAll("fake ND4J has no GELU", "fake VECTOR is too small");
    }

    @Test
    void moreThreadsThanThereAreIsAnError() {
        assertThatThrownBy(() -> devices(2, SLOW).choose(WORKLOAD, new Wish(Device.AUTO, 3)))
                .isInstanceOf(DeviceException.class)
                .hasMessageContainingAll("3 threads", "2");
    }

    @Test
    void lackOfMemoryIsToldWithBothFigures() {
        Devices devices = new Devices(
                List.of(SLOW.taking(3L << 20)), new Limits(1, 1L << 20), Measurements.inMemory(FakeDevice.INSTRUMENTS));

        assertThatThrownBy(() -> devices.choose(WORKLOAD, ANY))
                .isInstanceOf(MemoryException.class)
                .hasMessageContainingAll("needs 3.0 MiB", "1.0 MiB are free");
    }

    @Test
    void deviceThatFitsIsPreferredToOneThatDoesNot() {
        Devices devices = new Devices(
                List.of(SLOW, FAST.taking(3L << 20)),
                new Limits(1, 1L << 20),
                Measurements.inMemory(FakeDevice.INSTRUMENTS));

        assertThat(devices.choose(WORKLOAD, ANY).choice().device()).isEqualTo(Device.ND4J);
    }

    @Test
    void resumedRunGetsWhatItHadIfThatIsHere() {
        Devices devices = devices(2, SLOW);

        assertThat(devices.again(WORKLOAD, ANY, new DeviceChoice(Device.ND4J, 2))
                        .orElseThrow()
                        .choice())
                .isEqualTo(new DeviceChoice(Device.ND4J, 2));
        assertThat(devices.again(WORKLOAD, ANY, new DeviceChoice(Device.VECTOR, 1)))
                .isEmpty();
    }

    private static Devices devices(int threads, FakeDevice... devices) {
        return new Devices(
                List.of(devices), new Limits(threads, Long.MAX_VALUE), Measurements.inMemory(FakeDevice.INSTRUMENTS));
    }
}
