package io.trainyard.contract.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.validation.InvalidSpecException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Windows have as many positions as PyTorch's, as {@code benchmarks/peers/sizes.py} wrote them down. */
class PyTorchSizesTest {
    private static final Extent ONE = Extent.of(1);

    @TestFactory
    Stream<DynamicTest> everySideHasPyTorchsPositions() throws IOException {
        JsonNode tables;
        try (InputStream file = PyTorchSizesTest.class.getResourceAsStream("/pytorch-sizes.json")) {
            tables = new ObjectMapper().readTree(file);
        }
        return tables.properties().stream()
                .map(table -> DynamicTest.dynamicTest(table.getKey(), () -> {
                    List<String> wrong = new ArrayList<>();
                    for (JsonNode row : table.getValue()) {
                        int found = outputs(table.getKey(), row);
                        if (found != row.get(5).intValue()) wrong.add(row + ", but here " + found);
                    }

                    assertThat(table.getValue()).hasSizeGreaterThan(400);
                    assertThat(wrong).isEmpty();
                }));
    }

    /** 0 where the layer or its input is refused. */
    private static int outputs(String kind, JsonNode row) {
        Extent size = new Extent(row.get(1).intValue(), 1);
        Extent stride = new Extent(row.get(2).intValue(), 1);
        Extent padding = new Extent(row.get(3).intValue(), 0);
        boolean roundUp = kind.endsWith("rounded up");
        try {
            LayerSpec layer;
            if (kind.startsWith("max")) layer = new MaxPooling(size, stride, padding, roundUp);
            else if (kind.startsWith("average")) layer = new AveragePooling(size, stride, padding, roundUp);
            else layer = new Convolution(1, size, stride, padding, row.get(4).intValue(), 1, true);
            Shape shape = layer.outputShape(new Shape(1, row.get(0).intValue(), ONE.width()));
            return shape.height();
        } catch (InvalidSpecException refused) {
            return 0;
        }
    }
}
