package io.trainyard.configuration;

import org.jspecify.annotations.Nullable;

/** A setting that cannot be used; the message says where it comes from and what would be right. */
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidConfigurationException(@Nullable String message) {
        super(message);
    }
}
