package io.trainyard.tracker;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * The interface that a tracker listens on, of which people write the address in several ways.
 *
 * @param host a name or an address without brackets, as it was given but for an IPv4 address in IPv6's clothes
 */
public record ListenAddress(String host, InetAddress address) {
    /**
     * Reads what a person has written.
     *
     * @throws IllegalArgumentException if this is no address that anything could listen on; the message says what would be
     */
    public static ListenAddress of(String given) {
        String host = given.strip().toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
        // Java takes an empty name for the loopback interface, which nobody has asked for.
        if (host.isEmpty()) throw invalid(given, "is empty");
        try {
            InetAddress address = InetAddress.getByName(host);
            // ::ffff:127.0.0.1 is 127.0.0.1, to Java too.
            boolean mapped = address instanceof Inet4Address && host.contains(":");
            return new ListenAddress(mapped ? address.getHostAddress() : host, address);
        } catch (UnknownHostException e) {
            throw invalid(given, "is unknown");
        }
    }

    private static IllegalArgumentException invalid(String given, String problem) {
        return new IllegalArgumentException("host '" + given + "' " + problem
                + ": it must be an address of this machine, such as 127.0.0.1, ::1 or 0.0.0.0");
    }

    /** Whether only programs of this machine can reach it. */
    public boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** Where a program of this machine finds what listens here: every interface has one that can be named. */
    public String url(int port) {
        boolean v6 = address instanceof Inet6Address;
        String reachable = address.isAnyLocalAddress() ? (v6 ? "::1" : "127.0.0.1") : host;
        // In a URL the zone of an address is written with an escaped percent sign (RFC 6874).
        return "http://" + (reachable.contains(":") ? "[" + reachable.replace("%", "%25") + "]" : reachable) + ":"
                + port;
    }
}
