package io.trainyard.tracker.files;

/**
 * How much workers may send.
 *
 * @param fileBytes of one file
 * @param runBytes of all files of a run together
 * @param keptFreeBytes of the disk, which nothing that is sent may use
 */
public record StoreLimits(long fileBytes, long runBytes, long keptFreeBytes) {
    private static final long GIBIBYTE = 1L << 30;
    public static final StoreLimits USUAL = new StoreLimits(64 * GIBIBYTE, 256 * GIBIBYTE, GIBIBYTE);

    public StoreLimits {
        if (fileBytes < 1 || runBytes < 1 || keptFreeBytes < 0)
            throw new IllegalArgumentException(
                    "files and runs must be allowed some bytes, and no less than none kept free");
    }

    /** A run leaves some dozens; whoever sends more shall not fill the tables. */
    static final int MAX_FILES = 5_000;
}
