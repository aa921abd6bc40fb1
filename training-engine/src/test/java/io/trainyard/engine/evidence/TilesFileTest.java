package io.trainyard.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.network.Shape;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes that docs/artifacts.md promises. */
final class TilesFileTest {
    @Test
    void tilesAreBytesBetweenTheLeastAndTheGreatestOfEach() {
        TileSet set = new TileSet("0.weight", new Shape(1, 1, 3), new float[] {-1, 0, 1, 2, 2, 2});

        byte[] file = TilesFile.encode(List.of(set));

        assertThat(HexFormat.of().formatHex(file))
                .isEqualTo("5459544c" + "0100" + "0100" + "0800" + "302e776569676874" + "02000000" + "01000000"
                        + "01000000" + "03000000" + "000080bf" + "0000803f" + "0080ff" + "00000040" + "00000040"
                        + "000000");
    }
}
