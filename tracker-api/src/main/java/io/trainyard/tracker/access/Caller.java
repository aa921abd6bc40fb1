package io.trainyard.tracker.access;

import java.util.Locale;
import java.util.Optional;

/**
 * Who asks for something.
 *
 * @param name of the person or the worker; empty where nobody has to say who they are
 * @param account row of the person, 0 without one
 * @param means how they show who they are
 * @param credential digest of what they have shown, in hexadecimal
 * @param address from where
 */
public record Caller(String name, long account, Role role, Means means, Optional<String> credential, String address) {
    /** How somebody shows who they are. */
    public enum Means {
        /** Nobody asks. */
        NONE,
        SESSION,
        TOKEN,
        WORKER,
        /** By a command on a machine that has the database's password. */
        COMMAND;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Somebody at a tracker that asks nobody who they are. */
    public static Caller anybody(String address) {
        return new Caller("", 0, Role.ADMIN, Means.NONE, Optional.empty(), address);
    }

    /** Somebody who has not shown who they are, such as at the login. */
    public static Caller unknown(String name, String address) {
        return new Caller(name, 0, Role.VIEWER, Means.NONE, Optional.empty(), address);
    }

    /** Whoever may use the database. */
    public static Caller command(String user) {
        return new Caller(user, 0, Role.ADMIN, Means.COMMAND, Optional.empty(), "");
    }
}
