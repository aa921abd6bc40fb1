package io.trainyard.contract.network;

/**
 * How a value of some layer sees the image.
 *
 * @param vertical along the image's height
 * @param horizontal along its width
 */
record View(Axis vertical, Axis horizontal) {
    /** The image's own values, each of which is seen by itself. */
    static View of(Shape image) {
        return new View(new Axis(1, 1, image.height()), new Axis(1, 1, image.width()));
    }

    /** Behind a window that slides over values of this view. */
    View through(Window window) {
        return new View(
                vertical.through(window.size().height(), window.stride().height()),
                horizontal.through(window.size().width(), window.stride().width()));
    }

    View whole() {
        return new View(vertical.whole(), horizontal.whole());
    }

    /** What two values see together that lie in the same place. */
    View with(View other) {
        return new View(vertical.with(other.vertical), horizontal.with(other.horizontal));
    }

    /** Of the smallest square of pixels that holds what is seen. */
    int side() {
        return Math.max(vertical.seen, horizontal.seen);
    }

    /**
     * Along one side of the image.
     *
     * @param seen pixels that one value depends on
     * @param jump pixels from one value to the next; at most all, since a step beyond the image is as good as any other
     * @param all pixels of the side
     */
    record Axis(int seen, int jump, int all) {
        Axis through(int window, int stride) {
            return new Axis(bounded(seen + (window - 1L) * jump), bounded((long) jump * stride), all);
        }

        Axis whole() {
            return new Axis(all, jump, all);
        }

        Axis with(Axis other) {
            return new Axis(Math.max(seen, other.seen), Math.max(jump, other.jump), all);
        }

        private int bounded(long pixels) {
            return (int) Math.min(all, pixels);
        }
    }
}
