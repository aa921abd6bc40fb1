package io.trainyard.engine.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the wire format of Protocol Buffers without knowing the messages. */
final class WireReader {
    private final List<Field> fields = new ArrayList<>();

    private record Field(int number, long value, ByteBuffer bytes) {}

    WireReader(ByteBuffer in) {
        in.order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) fields.add(field(in));
    }

    private static Field field(ByteBuffer in) {
        int key = (int) varint(in);
        return switch (key & 7) {
            case 0 -> new Field(key >> 3, varint(in), ByteBuffer.allocate(0));
            case 2 -> {
                int length = (int) varint(in);
                ByteBuffer bytes = in.slice(in.position(), length);
                in.position(in.position() + length);
                yield new Field(key >> 3, length, bytes.order(ByteOrder.LITTLE_ENDIAN));
            }
            case 5 -> new Field(key >> 3, in.getInt(), ByteBuffer.allocate(0));
            default -> throw new AssertionError("wire type " + (key & 7));
        };
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) return value;
        }
    }

    List<Long> integers(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .map(Field::value)
                .toList();
    }

    List<ByteBuffer> bytes(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .map(field -> field.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN))
                .toList();
    }

    List<String> texts(int number) {
        return bytes(number).stream()
                .map(bytes -> StandardCharsets.UTF_8.decode(bytes).toString())
                .toList();
    }

    List<WireReader> messages(int number) {
        return bytes(number).stream().map(WireReader::new).toList();
    }
}
