package io.trainyard.worker.files;

/**
 * A file that stands.
 *
 * @param path relative to the folder of artifacts, with slashes
 * @param sha256 digest of its content, in hexadecimal digits
 */
public record SavedFile(String path, long bytes, String sha256) {
    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
