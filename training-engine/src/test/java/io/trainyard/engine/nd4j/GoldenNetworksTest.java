package io.trainyard.engine.nd4j;

import io.trainyard.engine.device.GoldenNetworks;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenNetworksTest {
    static List<String> networks() {
        return GoldenNetworks.names();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void resultsAreThoseOfPyTorch(String network) {
        GoldenNetworks.verify(new Nd4jDevice(), network, 1e-5f);
    }
}
