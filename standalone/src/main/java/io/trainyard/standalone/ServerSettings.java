package io.trainyard.standalone;

import io.trainyard.standalone.home.Home;
import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.http.HttpAccess;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a whole Trainyard is started with.
 *
 * @param home where it keeps everything
 * @param host the interface that the tracker listens on
 * @param port of the tracker; 0 for any free one
 * @param workers how many train at once, each in a process of its own
 * @param workersHere whether they train in this process instead, where a run can end everything
 * @param data the folder of data sets, if there is one
 * @param admission whom the tracker serves
 * @param access under which other names the tracker is reached, and by way of which proxies
 */
public record ServerSettings(
        Home home,
        String host,
        int port,
        int workers,
        boolean workersHere,
        Optional<Path> data,
        Admission admission,
        HttpAccess access) {}
