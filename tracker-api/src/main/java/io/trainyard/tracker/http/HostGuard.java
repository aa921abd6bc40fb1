package io.trainyard.tracker.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses every request that a page of another site has made, whether it reads or writes. The check of the {@code Host} stops
 * a foreign name that was made to point at this machine (DNS rebinding), whose pages could read all answers; {@code Origin}
 * stops cross-site posts and streams, and {@code Sec-Fetch-Site} what browsers send without an origin, such as images.
 */
final class HostGuard implements Handler<RoutingContext> {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final String boundHost;
    private final HttpAccess access;

    HostGuard(String boundHost, HttpAccess access) {
        this.boundHost = bare(boundHost);
        this.access = access;
    }

    @Override
    public void handle(RoutingContext context) {
        Sender sender = Sender.read(context, access);
        String host = bare(sender.authority().host());
        if (!isOurs(host))
            throw new HttpProblem(
                    403,
                    "This tracker is not known under the name that the request was sent to; "
                            + "the setting allowed_hosts lists the names that it has");
        checkOrigin(context.request(), sender);
        context.next();
    }

    private static void checkOrigin(HttpServerRequest request, Sender sender) {
        String origin = request.getHeader("Origin");
        if (origin != null && !isFrom(origin, sender)) throw foreign();
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN_SITES.contains(site) && !isLink(request)) throw foreign();
    }

    private static HttpProblem foreign() {
        return new HttpProblem(403, "Requests from pages of another origin are refused");
    }

    /** Whoever follows a link from elsewhere sees the page; the site that the link is on sees nothing of it. */
    private static boolean isLink(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }

    private static boolean isFrom(String origin, Sender sender) {
        HostAndPort authority = sender.authority();
        for (String scheme : List.of("http", "https")) {
            String prefix = scheme + "://";
            if (!origin.regionMatches(true, 0, prefix, 0, prefix.length())) continue;
            if (sender.scheme().filter(used -> !used.equalsIgnoreCase(scheme)).isPresent()) return false;
            int standardPort = scheme.equals("http") ? 80 : 443;
            HostAndPort from = HostAndPort.parseAuthority(origin.substring(prefix.length()), standardPort);
            int port = authority.port() > 0 ? authority.port() : standardPort;
            return from != null && bare(from.host()).equals(bare(authority.host())) && from.port() == port;
        }
        return false;
    }

    private boolean isOurs(String host) {
        if (LOOPBACK.contains(host)
                || host.equals(boundHost)
                || access.allowedHosts().contains(host)) return true;
        // Bound to every address: an address or a name without a dot cannot be a foreign site's name.
        return WILDCARDS.contains(boundHost) && (!host.contains(".") || host.matches("[0-9.]+"));
    }

    /** As names compare: in small letters, without brackets and without the dot of the root. */
    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) return lower.substring(1, lower.length() - 1);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
