package io.trainyard.tracker.files;

/**
 * A file that a worker sends, in one piece or in several.
 *
 * @param sha256 of its whole content, in hexadecimal digits
 */
public record Upload(StoredPath path, long bytes, String sha256) {}
