package io.trainyard.tracker.http;

import io.trainyard.tracker.access.Secret;
import io.trainyard.tracker.accounts.Logins;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a browser that has logged in keeps. No script reads it, no other site's request carries it; and where the browser
 * speaks HTTPS, its name makes browsers refuse one that another host of the domain has set, or that came without HTTPS.
 */
final class SessionCookie {
    private static final String NAME = "trainyard-session";
    private static final String SECURE_NAME = "__Host-" + NAME;

    private SessionCookie() {}

    /** The secret that the browser has shown; none where it shows several, of which some are not from here. */
    static Optional<Secret> of(RoutingContext context) {
        Set<Cookie> cookies = context.request().cookies(name(context));
        if (cookies.size() != 1) return Optional.empty();
        return Optional.of(cookies.iterator().next().getValue())
                .filter(value -> Secret.isOne(Logins.SESSION_PREFIX, value))
                .map(Secret::new);
    }

    static void set(RoutingContext context, Secret secret, Duration longest) {
        context.response().addCookie(cookie(context, secret.text()).setMaxAge(longest.toSeconds()));
    }

    static void clear(RoutingContext context) {
        context.response().addCookie(cookie(context, "").setMaxAge(0));
    }

    private static Cookie cookie(RoutingContext context, String value) {
        return Cookie.cookie(name(context), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(isSecure(context));
    }

    private static String name(RoutingContext context) {
        return isSecure(context) ? SECURE_NAME : NAME;
    }

    private static boolean isSecure(RoutingContext context) {
        return context.request().isSSL()
                || Sender.of(context).scheme().filter("https"::equalsIgnoreCase).isPresent();
    }
}
