package io.trainyard.contract;

/** The Kafka topics and groups that tracker and workers meet on. */
public final class Topics {
    /** Worker reports, keyed by run (heartbeats: by worker); read by the tracker in order. */
    public static final String RUN_EVENTS = "trainyard.run-events";
    /**
     * Run requests, keyed by run; shared out among workers. It has one partition: a share group gives each of its members
     * some of the partitions and none of the others, and a request must reach whichever worker is idle.
     */
    public static final String RUN_REQUESTS = "trainyard.requests";
    /** Where earlier releases kept the requests, in three partitions. */
    public static final String FORMER_RUN_REQUESTS = "trainyard.run-requests";
    /** Run commands, keyed by run, compacted; read by every worker. */
    public static final String RUN_COMMANDS = "trainyard.run-commands";
    /** The share group of the workers. */
    public static final String WORKER_GROUP = "trainyard-workers";
    /** The consumer group of the tracker. */
    public static final String TRACKER_GROUP = "trainyard-tracker";

    private Topics() {}
}
