package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.OptimizerSpec.Sgd;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class HeavyBallTest {
    @Test
    void twoStepsFollowTheFormula() {
        try (Buffers buffers = new Buffers(DataType.DOUBLE)) {
            HostView parameters = new HostView(buffers.array(1));
            HostView gradient = new HostView(buffers.array(1));
            HostView velocity = new HostView(buffers.array(1));
            HeavyBall optimizer =
                    new HeavyBall(new Sgd(.1, .5, .01), parameters.array(), gradient.array(), velocity.array());
            parameters.set(0, 2);

            gradient.set(0, 3);
            optimizer.step(.1);
            double v1 = 3 + .01 * 2;
            double p1 = 2 - .1 * v1;
            assertThat(parameters.get(0)).isCloseTo(p1, within(1e-12));

            gradient.set(0, -1);
            optimizer.step(.2);
            double v2 = .5 * v1 - 1 + .01 * p1;
            assertThat(velocity.get(0)).isCloseTo(v2, within(1e-12));
            assertThat(parameters.get(0)).isCloseTo(p1 - .2 * v2, within(1e-12));
        }
    }
}
