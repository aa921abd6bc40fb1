package io.trainyard.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes as the encoding guide of Protocol Buffers gives them. */
final class ProtoMessageTest {
    @Test
    void integersAreVarints() throws IOException {
        assertThat(hex(new ProtoMessage().integer(1, 150))).isEqualTo("089601");
        assertThat(hex(new ProtoMessage().integer(1, 0))).isEqualTo("0800");
        assertThat(hex(new ProtoMessage().integer(1, -1))).isEqualTo("08" + "ff".repeat(9) + "01");
    }

    @Test
    void textsHaveTheirLengthBefore() throws IOException {
        assertThat(hex(new ProtoMessage().text(2, "testing"))).isEqualTo("120774657374696e67");
    }

    @Test
    void innerMessagesHaveTheirLengthBefore() throws IOException {
        ProtoMessage inner = new ProtoMessage().integer(1, 150);

        assertThat(hex(new ProtoMessage().message(3, inner))).isEqualTo("1a03089601");
    }

    @Test
    void numbersAreFourBytesLeastFirst() throws IOException {
        assertThat(hex(new ProtoMessage().number(2, 1))).isEqualTo("150000803f");
    }

    @Test
    void fieldsPastFifteenTakeTwoBytes() throws IOException {
        assertThat(hex(new ProtoMessage().integer(20, 7))).isEqualTo("a00107");
    }

    private static String hex(ProtoMessage message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        assertThat(message.size()).isEqualTo(out.size());
        return HexFormat.of().formatHex(out.toByteArray());
    }
}
