package io.trainyard.engine.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One message in the wire format of Protocol Buffers (https://protobuf.dev/programming-guides/encoding): each field is a
 * number, a wire type and a value. Large values are kept by reference, so that weights are not copied for every level.
 */
final class ProtoMessage {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private final List<byte[]> parts = new ArrayList<>();
    private long size;

    ProtoMessage integer(int field, long value) {
        return key(field, VARINT).varint(value);
    }

    ProtoMessage number(int field, float value) {
        byte[] bytes = new byte[Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(value);
        return key(field, FIXED_32).append(bytes);
    }

    ProtoMessage text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The array belongs to the message from now on. */
    ProtoMessage bytes(int field, byte[] value) {
        return key(field, LENGTH_DELIMITED).varint(value.length).append(value);
    }

    /** The inner message must be complete. */
    ProtoMessage message(int field, ProtoMessage value) {
        key(field, LENGTH_DELIMITED).varint(value.size);
        parts.addAll(value.parts);
        size += value.size;
        return this;
    }

    /** Length in bytes. */
    long size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        for (byte[] part : parts) out.write(part);
    }

    private ProtoMessage key(int field, int wireType) {
        return varint((long) field << 3 | wireType);
    }

    /** Seven bits a byte, least first; the highest bit says that more follow. */
    private ProtoMessage varint(long value) {
        byte[] bytes = new byte[Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7)];
        for (int i = 0; i < bytes.length; i++) {
            long rest = value >>> (7 * i);
            bytes[i] = (byte) (i < bytes.length - 1 ? (rest & 0x7F) | 0x80 : rest & 0x7F);
        }
        return append(bytes);
    }

    private ProtoMessage append(byte[] bytes) {
        parts.add(bytes);
        size += bytes.length;
        return this;
    }
}
