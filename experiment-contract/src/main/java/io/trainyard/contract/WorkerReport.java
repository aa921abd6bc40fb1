package io.trainyard.contract;

/** Anything that a worker reports: an event of a run, or its own heartbeat. */
public sealed interface WorkerReport permits RunEvent, WorkerHeartbeat {}
