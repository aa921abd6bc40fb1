package io.trainyard.tracker.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests that change something when they come from a page of another site. The {@code Host} check also stops a
 * foreign name that was made to point at this machine (DNS rebinding); {@code Origin} stops plain cross-site posts.
 */
final class OriginGuard implements Handler<RoutingContext> {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "");

    private final String boundHost;

    OriginGuard(String boundHost) {
        this.boundHost = bare(boundHost);
    }

    @Override
    public void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) check(context);
        context.next();
    }

    private void check(RoutingContext context) {
        HostAndPort authority = context.request().authority();
        if (authority == null || !isOurs(bare(authority.host())))
            throw new HttpProblem(403, "The Host header does not name this tracker");
        String origin = context.request().getHeader("Origin");
        if (origin == null) return;
        if (!isFrom(origin, authority)) throw new HttpProblem(403, "Requests from pages of another origin are refused");
    }

    private static boolean isFrom(String origin, HostAndPort authority) {
        for (String scheme : List.of("http", "https")) {
            String prefix = scheme + "://";
            if (!origin.regionMatches(true, 0, prefix, 0, prefix.length())) continue;
            int standardPort = scheme.equals("http") ? 80 : 443;
            HostAndPort from = HostAndPort.parseAuthority(origin.substring(prefix.length()), standardPort);
            int port = authority.port() > 0 ? authority.port() : standardPort;
            return from != null && bare(from.host()).equals(bare(authority.host())) && from.port() == port;
        }
        return false;
    }

    private boolean isOurs(String host) {
        if (LOOPBACK.contains(host) || host.equals(boundHost)) return true;
        // Bound to every address: an address or a name without a dot cannot be a foreign site's name.
        return WILDCARDS.contains(boundHost) && (!host.contains(".") || host.matches("[0-9.]+"));
    }

    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }
}
