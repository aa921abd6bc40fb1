package io.trainyard.contract;

/** Anything that a worker reports: an event of a run, its own heartbeat, or the death of one of its processes. */
public sealed interface WorkerReport permits RunEvent, WorkerHeartbeat, AttemptCrashed {}
