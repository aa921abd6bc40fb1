package io.trainyard.tracker.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Under which names the tracker is reached, and by way of whom.
 *
 * @param allowedHosts names beside the one that it listens on and those of the loopback interface
 * @param trustedProxies whose word about the client and the name that it used is taken
 */
public record HttpAccess(Set<String> allowedHosts, List<Network> trustedProxies) {
    /** Reached directly, at the address that it listens on. */
    public static final HttpAccess DIRECT = new HttpAccess(Set.of(), List.of());

    public HttpAccess {
        allowedHosts = allowedHosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        trustedProxies = List.copyOf(trustedProxies);
    }

    /**
     * Reads names and networks.
     *
     * @throws IllegalArgumentException naming the one that is none
     */
    public static HttpAccess of(List<String> allowedHosts, List<String> trustedProxies) {
        for (String host : allowedHosts)
            if (!host.matches("[A-Za-z0-9.-]+"))
                throw new IllegalArgumentException(
                        "allowed_hosts: '" + host + "' is not the name of a host, which has neither scheme nor port");
        return new HttpAccess(
                Set.copyOf(allowedHosts),
                trustedProxies.stream().map(Network::parse).toList());
    }

    boolean trusts(String address) {
        return trustedProxies.stream().anyMatch(network -> network.contains(address));
    }

    /**
     * Addresses that begin alike.
     *
     * @param bits how many of them are the same
     */
    public record Network(InetAddress address, int bits) {
        /** Reads {@code 10.1.2.3}, {@code 10.0.0.0/8}, {@code ::1} or {@code fd00::/8}. */
        static Network parse(String text) {
            String[] parts = text.split("/", 2);
            try {
                InetAddress address = InetAddress.ofLiteral(parts[0]);
                int all = address.getAddress().length * 8;
                int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : all;
                if (bits >= 0 && bits <= all) return new Network(address, bits);
            } catch (IllegalArgumentException e) {
                // Said below, with the whole text.
            }
            throw new IllegalArgumentException("trusted_proxies: '" + text
                    + "' is not an address such as 10.1.2.3 or a network such as 10.0.0.0/8");
        }

        boolean contains(String text) {
            byte[] other;
            try {
                other = InetAddress.ofLiteral(text).getAddress();
            } catch (IllegalArgumentException e) {
                return false;
            }
            byte[] own = address.getAddress();
            if (own.length != other.length) return false;
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((own[bit / 8] ^ other[bit / 8]) & mask) != 0) return false;
            }
            return true;
        }
    }
}
