package io.trainyard.standalone.client;

import java.util.Optional;

/**
 * One server-sent event.
 *
 * @param id position in the stream, if the server gave one
 * @param type its kind; {@code message} unless named
 * @param data its lines, joined
 */
public record ServerEvent(Optional<String> id, String type, String data) {}
