package io.trainyard.engine.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("tensors.safetensors");
    }

    @Test
    void fileIsLaidOutAsTheFormatSays() throws IOException {
        long size = TensorFile.write(
                file,
                Map.of("k", "v"),
                List.of(tensor("0.weight", List.of(1, 2), 1, -2), tensor("0.bias", List.of(1), .5f)));

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat((long) bytes.capacity()).isEqualTo(size);
        int header = Math.toIntExact(bytes.getLong());
        assertThat(header % 8).isZero();
        byte[] text = new byte[header];
        bytes.get(text);
        assertThat(new String(text, StandardCharsets.UTF_8))
                .matches("\\{\"__metadata__\":\\{\"crc32\":\"[0-9a-f]{8}\",\"k\":\"v\"},"
                        + "\"0.weight\":\\{\"dtype\":\"F32\",\"shape\":\\[1,2],\"data_offsets\":\\[0,8]},"
                        + "\"0.bias\":\\{\"dtype\":\"F32\",\"shape\":\\[1],\"data_offsets\":\\[8,12]}} *");
        assertThat(bytes.getFloat()).isEqualTo(1);
        assertThat(bytes.getFloat()).isEqualTo(-2);
        assertThat(bytes.getFloat()).isEqualTo(.5f);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void tensorsAndTextsComeBack() throws IOException {
        TensorFile.write(file, Map.of("k", "ü \"quoted\""), List.of(tensor("w", List.of(3), 1, 2, 3)));

        try (TensorFileReader reader = new TensorFileReader(file)) {
            reader.verify();

            assertThat(reader.values("w", List.of(3)).toArray(ValueLayout.JAVA_FLOAT_UNALIGNED))
                    .containsExactly(1, 2, 3);
            assertThat(reader.metadata()).containsEntry("k", "ü \"quoted\"");
        }
    }

    @Test
    void everyChangedByteIsNoticed() throws IOException {
        TensorFile.write(file, Map.of("k", "v"), List.of(tensor("w", List.of(3), 1, 2, 3)));
        byte[] good = Files.readAllBytes(file);

        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 4;
            Files.write(file, bad);
            assertThatThrownBy(() -> {
                        try (TensorFileReader reader = new TensorFileReader(file)) {
                            reader.verify();
                        }
                    })
                    .as("byte " + i)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void otherShapeIsToldWithBoth() throws IOException {
        TensorFile.write(file, Map.of(), List.of(tensor("w", List.of(2), 1, 2)));

        try (TensorFileReader reader = new TensorFileReader(file)) {
            assertThatThrownBy(() -> reader.values("w", List.of(1, 2)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("w", "[2]", "[1, 2]");
            assertThatThrownBy(() -> reader.values("v", List.of(2))).hasMessageContaining("no tensor v");
        }
    }

    @Test
    void missingEndIsNoticed() throws IOException {
        TensorFile.write(file, Map.of(), List.of(tensor("w", List.of(2), 1, 2)));
        byte[] good = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(good, good.length - 1));

        try (TensorFileReader reader = new TensorFileReader(file)) {
            assertThatThrownBy(() -> reader.values("w", List.of(2))).hasMessageContaining("outside the file");
        }
    }

    @Test
    void fileIsClosedAsOftenAsOneLikes() throws IOException {
        TensorFile.write(file, Map.of(), List.of(tensor("w", List.of(2), 1, 2)));
        TensorFileReader reader = new TensorFileReader(file);

        reader.close();

        assertThatCode(reader::close).doesNotThrowAnyException();
    }

    private static NamedTensor tensor(String name, List<Integer> shape, float... values) {
        return new NamedTensor(name, shape, memory -> memory.copyFrom(MemorySegment.ofArray(values)));
    }
}
