package io.trainyard.tracker;

/** People must log in, and nobody could let any of them in. */
public final class NoAdministratorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoAdministratorException() {
        super("authentication is on and there is no administrator yet: make the first one with"
                + " 'trainyard user add NAME --role admin', which takes the same --config or --home, and start again");
    }
}
