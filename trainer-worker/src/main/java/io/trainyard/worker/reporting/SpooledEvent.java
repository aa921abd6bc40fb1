package io.trainyard.worker.reporting;

/**
 * A message as the spool keeps it.
 *
 * @param key that decides its partition
 * @param value its bytes on the wire
 * @param end position in the spool just behind it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record SpooledEvent(String key, byte[] value, long end) {}
