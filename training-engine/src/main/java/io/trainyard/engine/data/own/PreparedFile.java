package io.trainyard.engine.data.own;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.data.Images;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of prepared images: the pixels of all as value − 128, those to train on first, then the answers, a little-endian integer or
 * float each. It is mapped, so that it may be larger than the memory.
 */
final class PreparedFile {
    private static final ValueLayout.OfInt LABEL = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat NUMBER =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private PreparedFile() {}

    static long bytes(DatasetInfo info) {
        return images(info) * (info.shape().size() + Integer.BYTES);
    }

    private static long images(DatasetInfo info) {
        return (long) info.trainImages() + info.testImages();
    }

    /** The file stays mapped as long as its images are used. */
    static Dataset open(Path file, DatasetInfo info) throws DataException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() != bytes(info))
                throw new DataException(file + ": has " + channel.size() + " bytes, but must have " + bytes(info)
                        + ": delete it, and it is made anew");
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            return new Dataset(
                    info,
                    part(all, info, 0, info.trainImages()),
                    part(all, info, info.trainImages(), info.testImages()));
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Images part(MemorySegment all, DatasetInfo info, int first, int count) {
        long size = info.shape().size();
        MemorySegment pixels = all.asSlice(first * size, count * size);
        MemorySegment answers = all.asSlice(images(info) * size + (long) first * Integer.BYTES);
        if (info.classes().isEmpty()) {
            float[] numbers = new float[count];
            for (int i = 0; i < count; i++) numbers[i] = answers.getAtIndex(NUMBER, i);
            return Images.measured(pixels, numbers);
        }
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) labels[i] = answers.getAtIndex(LABEL, i);
        return Images.classified(pixels, labels);
    }
}
