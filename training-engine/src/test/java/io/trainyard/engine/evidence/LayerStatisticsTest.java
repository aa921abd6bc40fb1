package io.trainyard.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.evidence.LayerStatistics.ReluColumn;
import io.trainyard.engine.evidence.LayerStatistics.TensorColumn;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LayerStatisticsTest {
    private static LayerStatistics epoch(int epoch, float number) {
        return LayerStatistics.of(
                epoch,
                List.of(new TensorColumn("0.weight", List.of(number), List.of(number / 2))),
                List.of(new ReluColumn("1", List.of(0f), List.of(.5f))));
    }

    @Test
    void epochsAreAppendedToEveryColumn() {
        LayerStatistics both = LayerStatistics.NONE.with(epoch(1, 4)).with(epoch(2, 6));

        assertThat(both.epochs()).containsExactly(1, 2);
        assertThat(both.tensors().getFirst().norms()).containsExactly(4f, 6f);
        assertThat(both.tensors().getFirst().gradientNorms()).containsExactly(2f, 3f);
        assertThat(both.relus().getFirst().zeros()).containsExactly(.5f, .5f);
    }

    @Test
    void resumedRunForgetsTheEpochsAfterItsCheckpoint() {
        LayerStatistics before =
                LayerStatistics.NONE.with(epoch(1, 4)).with(epoch(2, 6)).with(epoch(3, 8));

        LayerStatistics resumed = before.with(epoch(2, 7));

        assertThat(resumed.epochs()).containsExactly(1, 2);
        assertThat(resumed.tensors().getFirst().norms()).containsExactly(4f, 7f);
    }

    @Test
    void statisticsComeBackFromTheirFile() throws IOException {
        LayerStatistics written = LayerStatistics.NONE.with(epoch(1, 4)).with(epoch(2, 6));
        ObjectMapper mapper = new ObjectMapper();

        LayerStatistics read = mapper.readValue(mapper.writeValueAsBytes(written), LayerStatistics.class);

        assertThat(read).isEqualTo(written);
    }

    @Test
    void channelThatIsNeverPositiveIsDead() {
        Network network = Network.of(
                new Shape(2, 1, 2), 1, List.of(new LayerSpec.Relu(), new LayerSpec.Flatten(), new LayerSpec.Dense(1)));
        ReluCount count = new ReluCount(network.nodes().getFirst());

        // Two images of two channels of two values, then one.
        count.add(new float[] {0, 0, 3, 0, 0, 0, 0, 0});
        count.add(new float[] {0, 0, 0, 1});

        assertThat(count.column().dead()).containsExactly(.5f);
        assertThat(count.column().zeros()).containsExactly(10f / 12);
    }
}
