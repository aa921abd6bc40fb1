package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GpuTest {
    @Test
    void distributionIsKnownByTheJarOfItsBackEnd() {
        assertThat(Gpu.isWanted("lib/kafka.jar:lib/nd4j-cuda-11.6-1.0.0-M2.1.jar"))
                .isTrue();
        assertThat(Gpu.isWanted("nd4j-cuda-notes/lib/nd4j-native-1.0.0-M2.1.jar:lib/cuda-11.6.jar"))
                .isFalse();
        assertThat(Gpu.isWanted("")).isFalse();
    }

    @Test
    void theseTestsRunOnTheUsualDistribution() {
        assertThat(Gpu.isWanted()).isFalse();
        assertThat(Transfer.ofBackEnd()).isEmpty();
        assertThat(new Nd4jDevice().name()).isEqualTo("ND4J CPU");
    }

    @Test
    void libraryThatIsMissingIsNamedWithoutTheFileThatAskedForIt() {
        Throwable loading = new UnsatisfiedLinkError("no jnicudart in java.library.path: /usr/lib");
        loading.initCause(new UnsatisfiedLinkError(
                "/home/me/.javacpp/cache/cuda.jar/libjnicudart.so: libcuda.so.1: cannot open shared object file"));

        assertThat(UnusableGpuException.notFound(loading))
                .hasMessage(
                        "This distribution of Trainyard trains on GPUs through CUDA 11, and none was found: libcuda.so.1:"
                                + " cannot open shared object file. Install NVIDIA's driver and the CUDA 11 toolkit, or use the"
                                + " usual distribution, which trains on the CPU.");
    }

    @Test
    void reasonWithoutWordsIsNamedByItsKind() {
        assertThat(UnusableGpuException.describe(new IllegalStateException()))
                .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void workerTrainsOnOneGpu() {
        assertThatCode(() -> Gpu.requireOne(1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Gpu.requireOne(4))
                .isInstanceOf(UnusableGpuException.class)
                .hasMessageContaining("4 GPUs")
                .hasMessageContaining("CUDA_VISIBLE_DEVICES");
    }

    @Test
    void gpuThatTheMachineCodeIsNotForIsRefused() {
        assertThatCode(() -> Gpu.requireCapability("Tesla T4", 7, 5)).doesNotThrowAnyException();
        assertThatCode(() -> Gpu.requireCapability("GeForce RTX 4090", 8, 9)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Gpu.requireCapability("H100", 9, 0))
                .isInstanceOf(UnusableGpuException.class)
                .hasMessageContaining("H100 has 9.0");
        assertThatThrownBy(() -> Gpu.requireCapability("Quadro K2000", 3, 0)).hasMessageContaining("3.0");
    }
}
