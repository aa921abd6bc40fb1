package io.trainyard.standalone;

import io.trainyard.standalone.home.Home;

/**
 * Sends what is logged into the home, so that the terminal stays with what the command has to say. Must come before the
 * first logger of the process.
 */
final class LogFiles {
    private LogFiles() {}

    /** Keeps what is logged in a file of its own, since two processes cannot write the same one. */
    static void keepIn(Home home, String name) {
        System.setProperty("trainyard.logs", home.logs().toString());
        System.setProperty("trainyard.log", name);
        System.setProperty("logback.configurationFile", "logback-home.xml");
    }
}
