package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.network.NetworkSpec;
import io.trainyard.contract.network.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassOrderTest {
    @Test
    void poolingComesBeforeTheReluInFrontOfIt() {
        List<PassOrder.Turn> turns =
                PassOrder.of(new NetworkSpec.Preset("small-cnn").resolve(new Shape(1, 28, 28), 10));

        assertThat(turns).extracting(PassOrder.Turn::index).containsExactly(0, 2, 1, 3, 5, 4, 6, 7, 8, 9);
        assertThat(turns.get(2).output()).isEqualTo(new Shape(6, 12, 12));
    }
}
