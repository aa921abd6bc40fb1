package io.trainyard.engine.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/** Which of the common layouts of images a tensor has, to make others of its kind. */
final class Layouts {
    private static final int BLOCK = 16;

    private Layouts() {}

    /** Channels in blocks of sixteen, as most kernels for AVX-512 like them. */
    static boolean isBlocked(Tensor tensor) {
        return tensor.isLaidOutAs(blocked(tensor.sides(), tensor));
    }

    /** Whether the last block of channels is full. */
    static boolean endsWithBlock(Tensor tensor) {
        return tensor.sides()[1] % BLOCK == 0;
    }

    /** As the tensor is laid out, if it is blocked and blocks of channels are not torn apart; plain else. */
    static memory.desc like(Tensor tensor, long[] sides, long firstChannel) {
        boolean whole = endsWithBlock(tensor) && firstChannel % BLOCK == 0;
        return whole && isBlocked(tensor) ? blocked(sides, tensor) : Tensor.plain(tensor.type(), sides);
    }

    private static memory.desc blocked(long[] sides, Tensor tensor) {
        return new memory.desc(sides, tensor.type(), format_tag.nChw16c);
    }
}
