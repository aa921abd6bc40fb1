package io.trainyard.worker;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** What a heartbeat says about the machine and the program. */
final class HostFacts {
    private HostFacts() {}

    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine without a name for its own address still trains.
            return "unknown";
        }
    }

    static String version() {
        @Nullable String version = HostFacts.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Load of all processors, from 0 to 1; negative while the system does not tell. */
    static double load() {
        double load =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getCpuLoad();
        return load >= 0 ? load : -1;
    }
}
