package io.trainyard.engine.evidence;

import io.trainyard.contract.network.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sets of tiles, ready to be drawn: each value is a byte between the least and the greatest of its tile, which stand beside
 * it. Little-endian; the layout is in docs/artifacts.md.
 */
final class TilesFile {
    private static final byte[] MAGIC = "TYTL".getBytes(StandardCharsets.US_ASCII);
    private static final short VERSION = 1;
    private static final int HEADER = 8;
    private static final int SET_HEADER = 2 + 4 * Integer.BYTES;
    private static final int STEPS = 0xFF;

    private TilesFile() {}

    static byte[] encode(List<TileSet> sets) {
        ByteBuffer out = ByteBuffer.allocate(
                        HEADER + sets.stream().mapToInt(TilesFile::bytes).sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putShort(VERSION).putShort((short) sets.size());
        for (TileSet set : sets) put(set, out);
        return out.array();
    }

    private static int bytes(TileSet set) {
        return SET_HEADER
                + name(set).length
                + set.count() * (2 * Float.BYTES + set.tile().size());
    }

    private static byte[] name(TileSet set) {
        return set.name().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(TileSet set, ByteBuffer out) {
        byte[] name = name(set);
        out.putShort((short) name.length).put(name);
        Shape tile = set.tile();
        out.putInt(set.count()).putInt(tile.channels()).putInt(tile.height()).putInt(tile.width());
        for (int i = 0; i < set.count(); i++) put(set, i * tile.size(), out);
    }

    private static void put(TileSet set, int from, ByteBuffer out) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < set.tile().size(); i++) {
            least = Math.min(least, set.values()[from + i]);
            greatest = Math.max(greatest, set.values()[from + i]);
        }
        out.putFloat(least).putFloat(greatest);
        float scale = greatest > least ? STEPS / (greatest - least) : 0;
        for (int i = 0; i < set.tile().size(); i++)
            out.put((byte) Math.round((set.values()[from + i] - least) * scale));
    }
}
