package io.trainyard.worker;

/** Why an attempt shall stop before its run is complete. */
enum StopReason {
    /** The researcher has cancelled the run. */
    CANCELLED,
    /** Another attempt owns the run, or the run has ended. */
    SUPERSEDED,
    /** The researcher has paused the run. */
    PAUSED,
    /** No tracker said for long whether it owns the run. */
    UNANSWERED,
    /** This worker stops; another one shall go on. */
    WORKER_STOPS,
    /** It made no progress for too long and was handed back without its thread. */
    GIVEN_UP
}
