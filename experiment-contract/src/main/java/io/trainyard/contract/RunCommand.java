package io.trainyard.contract;

/** What the tracker tells all workers about a run; only the newest command of a run matters. */
public sealed interface RunCommand {
    RunId run();

    Kind kind();

    enum Kind {
        CANCEL_RUN("cancel-run"),
        STOP_ATTEMPT("stop-attempt"),
        CLOSE_RUN("close-run");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /** Stop any attempt at the run and start no other. */
    record CancelRun(RunId run) implements RunCommand {
        @Override
        public Kind kind() {
            return Kind.CANCEL_RUN;
        }
    }

    /** Stop this one attempt: another one owns the run. */
    record StopAttempt(RunId run, AttemptId attempt) implements RunCommand {
        @Override
        public Kind kind() {
            return Kind.STOP_ATTEMPT;
        }
    }

    /** The run has ended: drop requests for it that are still in the queue. */
    record CloseRun(RunId run) implements RunCommand {
        @Override
        public Kind kind() {
            return Kind.CLOSE_RUN;
        }
    }
}
