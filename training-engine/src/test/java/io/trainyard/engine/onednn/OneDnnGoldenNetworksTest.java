package io.trainyard.engine.onednn;

import io.trainyard.engine.device.GoldenNetworks;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OneDnnGoldenNetworksTest {
    static List<String> names() {
        return GoldenNetworks.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void pytorchComputesTheSame(String name) {
        GoldenNetworks.verify(new OneDnnDevice(), name, 2e-5f);
    }
}
