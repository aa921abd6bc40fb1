package io.trainyard.tracker.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Who sends a request, and to which name: as the connection says, or as a proxy says that is trusted.
 *
 * @param address of the client
 * @param authority name and port that the client has asked for
 * @param scheme with which it did, where a proxy tells
 */
record Sender(String address, HostAndPort authority, Optional<String> scheme) {
    private static final String KEY = "trainyard.sender";
    private static final int MAX_FORWARDS = 20;

    /**
     * Reads the sender and remembers it with the request.
     *
     * @throws HttpProblem if the request names no host, or several
     */
    static Sender read(RoutingContext context, HttpAccess access) {
        HttpServerRequest request = context.request();
        List<String> hosts = request.headers().getAll("Host");
        HostAndPort named = request.authority();
        if (hosts.size() != 1 || named == null)
            throw new HttpProblem(400, "The request must have one Host header that names a host");
        String peer = plain(request.remoteAddress().hostAddress());
        Sender sender = access.trusts(peer)
                ? forwarded(request, access, peer, named)
                : new Sender(peer, named, Optional.empty());
        context.put(KEY, sender);
        return sender;
    }

    static Sender of(RoutingContext context) {
        return context.get(KEY);
    }

    private static Sender forwarded(HttpServerRequest request, HttpAccess access, String proxy, HostAndPort named) {
        String address = proxy;
        // The last entry was written by the nearest proxy; those before it by whoever was before that one.
        List<String> forwards = items(request, "X-Forwarded-For");
        for (int i = forwards.size() - 1; i >= 0 && access.trusts(address) && isAddress(forwards.get(i)); i--)
            address = plain(forwards.get(i));
        List<String> hosts = items(request, "X-Forwarded-Host");
        HostAndPort authority = hosts.isEmpty() ? named : HostAndPort.parseAuthority(hosts.getLast(), -1);
        if (authority == null) throw new HttpProblem(400, "The header X-Forwarded-Host does not name a host");
        List<String> schemes = items(request, "X-Forwarded-Proto");
        return new Sender(address, authority, schemes.isEmpty() ? Optional.empty() : Optional.of(schemes.getLast()));
    }

    private static List<String> items(HttpServerRequest request, String header) {
        List<String> items = request.headers().getAll(header).stream()
                .flatMap(value -> List.of(value.split(",", MAX_FORWARDS)).stream())
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
        return items.subList(Math.max(0, items.size() - MAX_FORWARDS), items.size());
    }

    private static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Without the zone of an IPv6 address; an IPv4 address in IPv6's clothes is an IPv4 address. */
    private static String plain(String address) {
        String literal = address.split("%", 2)[0];
        return isAddress(literal) ? InetAddress.ofLiteral(literal).getHostAddress() : literal;
    }

    /** What one client can hardly have many of: an IPv4 address, or a network of IPv6 as providers hand it out. */
    String place() {
        if (!address.contains(":")) return address;
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < 8; i++) network.append("%02x".formatted(bytes[i]));
        return network.toString();
    }
}
