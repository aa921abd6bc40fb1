package io.trainyard.engine.data;

/** Told how far a download has come. */
@FunctionalInterface
public interface DownloadListener {
    DownloadListener NONE = (file, bytes, total) -> {};

    /**
     * Called after every piece that arrived.
     *
     * @param total size of the whole file in bytes; −1 if the server does not tell
     */
    void progressed(String file, long bytes, long total);
}
