package io.trainyard.contract;

/**
 * The Kafka topics and groups that the trackers and workers of one installation meet on. Installations that share a Kafka
 * tell theirs apart by the prefix.
 *
 * @param prefix of all names: 1 to 100 letters, digits, dots, dashes and underscores
 */
public record Topics(String prefix) {
    private static final String USUAL_PREFIX = "trainyard";
    private static final String RUN_EVENTS = ".run-events";

    /** Where nobody has chosen others. */
    public static final Topics USUAL = new Topics(USUAL_PREFIX);

    public Topics {
        if (!prefix.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"))
            throw new IllegalArgumentException("kafka_topic_prefix must be 1 to 100 letters, digits, dots, dashes or"
                    + " underscores, and begin with a letter or digit, but is '" + prefix + "'");
    }

    /** Worker reports, keyed by run (heartbeats: by worker); read by the tracker in order. */
    public String runEvents() {
        return prefix + RUN_EVENTS;
    }

    /** Whether a topic holds worker reports, by whatever prefix it was read. */
    public static boolean holdsRunEvents(String topic) {
        return topic.endsWith(RUN_EVENTS);
    }

    /**
     * Run requests, keyed by run; shared out among workers. It has one partition: a share group gives each of its members
     * some of the partitions and none of the others, and a request must reach whichever worker is idle.
     */
    public String runRequests() {
        return prefix + ".requests";
    }

    /** Run requests that are for one worker each, keyed by {@link OfferKey}; read by every worker, from its start on. */
    public String runOffers() {
        return prefix + ".offers";
    }

    /** Run commands, keyed by run, compacted; read by every worker. */
    public String runCommands() {
        return prefix + ".run-commands";
    }

    /** The share group of the workers. */
    public String workerGroup() {
        return prefix + "-workers";
    }

    /** The consumer group of the tracker. */
    public String trackerGroup() {
        return prefix + "-tracker";
    }

    /** What a topic is called here that {@link #USUAL} calls so. */
    public String named(String usual) {
        return prefix + usual.substring(USUAL_PREFIX.length());
    }
}
