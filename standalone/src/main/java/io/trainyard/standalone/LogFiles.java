package io.trainyard.standalone;

import io.trainyard.standalone.home.Home;

/**
 * Sends what is logged into the home, so that the terminal stays with what the command has to say. Must come before the
 * first logger of the process.
 */
final class LogFiles {
    private LogFiles() {}

    static void keepIn(Home home) {
        System.setProperty("trainyard.logs", home.logs().toString());
        System.setProperty("logback.configurationFile", "logback-home.xml");
    }
}
