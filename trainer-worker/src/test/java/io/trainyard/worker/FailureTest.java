package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.FailureKind;
import io.trainyard.engine.NumericException;
import io.trainyard.engine.choice.DeviceException;
import io.trainyard.engine.choice.MemoryException;
import io.trainyard.engine.data.DataException;
import io.trainyard.worker.Failure.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void dataSetThatIsMissingIsAFailureOfTheData() {
        assertThat(Failure.of(new DataException("train-labels is missing")))
                .isEqualTo(new Failure(Owner.WORKER, FailureKind.DATA, "train-labels is missing"));
    }

    @Test
    void lossThatIsNotFiniteIsANumericFailure() {
        Failure failure = Failure.of(new NumericException(2, 7, "the output of layer 3 (dense)"));

        assertThat(failure.owner()).isEqualTo(Owner.RUN);
        assertThat(failure.kind()).isEqualTo(FailureKind.NUMERIC);
        assertThat(failure.message()).contains("epoch 2", "layer 3");
    }

    @Test
    void wishThatTheDeviceCannotFulfilIsAFailureOfTheConfiguration() {
        assertThat(Failure.of(new DeviceException("no such device")))
                .isEqualTo(new Failure(Owner.WORKER, FailureKind.CONFIGURATION, "no such device"));
    }

    @Test
    void foreseenLackOfMemoryIsToldInFigures() {
        assertThat(Failure.of(new MemoryException("needs 9.0 GiB")))
                .isEqualTo(new Failure(Owner.WORKER, FailureKind.MEMORY, "needs 9.0 GiB"));
    }

    @Test
    void exhaustedMemoryIsNamed() {
        assertThat(Failure.of(new OutOfMemoryError()).kind()).isEqualTo(FailureKind.MEMORY);
    }

    @Test
    void fullDiskIsTheWorkersFailure() {
        IOException full = new IOException("No space left on device");

        assertThat(Failure.of(full))
                .isEqualTo(new Failure(Owner.WORKER, FailureKind.STORAGE, "No space left on device"));
        assertThat(Failure.of(new UncheckedIOException("the spool", full)))
                .isEqualTo(new Failure(Owner.WORKER, FailureKind.STORAGE, "the spool"));
    }

    @Test
    void messageOfADefectStaysInTheLog() {
        Failure failure = Failure.of(new IllegalStateException("secret detail"));

        assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(failure.message()).contains("IllegalStateException").doesNotContain("secret");
    }

    @Test
    void longMessageIsShortened() {
        assertThat(Failure.of(new DataException("x".repeat(2000))).message()).hasSize(1000);
    }
}
