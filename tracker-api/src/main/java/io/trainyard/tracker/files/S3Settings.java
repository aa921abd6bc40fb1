package io.trainyard.tracker.files;

import java.net.URI;
import java.util.Optional;

/**
 * An S3-compatible store.
 *
 * @param endpoint of stores other than Amazon's
 * @param prefix of every key, without a slash at its ends; empty for none
 * @param pathStyle whether the bucket is part of the path and not of the host's name
 * @param login where the environment, the profile or the machine does not tell it
 */
public record S3Settings(
        Optional<URI> endpoint, String region, String bucket, String prefix, boolean pathStyle, Optional<Login> login) {
    public S3Settings {
        if (bucket.isBlank()) throw new IllegalArgumentException("the bucket must have a name");
        if (region.isBlank())
            throw new IllegalArgumentException("the region must be named; us-east-1 where a store has none");
        if (!prefix.matches("([A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*)?"))
            throw new IllegalArgumentException(
                    "s3_prefix must be names with slashes between them, but is '" + prefix + "'");
    }

    /** Who the tracker is to the store. */
    public record Login(String accessKey, String secretKey) {
        public Login {
            if (accessKey.isBlank() || secretKey.isBlank())
                throw new IllegalArgumentException("s3_access_key and s3_secret_key belong together");
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Login[accessKey=" + accessKey + "]";
        }
    }
}
