package io.trainyard.tracker.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody is to the tracker. Of people's roles, each may do all that the one before it may. */
public enum Role {
    /** Reads everything about experiments. */
    VIEWER,
    /** Does what researchers do: queues, cancels, deletes. */
    EDITOR,
    /** Decides about people, workers and what could not be used. */
    ADMIN,
    /** A program that trains, and no person. */
    WORKER,
    /** A token that lets a worker in, and does nothing else. Only administrators make one. */
    ENROLMENT;

    /** The roles of people, from the least on. */
    public static final List<Role> OF_PEOPLE = List.of(VIEWER, EDITOR, ADMIN);

    /** What a token may be for. */
    public static final List<Role> OF_TOKENS = List.of(VIEWER, EDITOR, ADMIN, ENROLMENT);

    /** Whether this role may do all that the other one may. */
    public boolean covers(Role other) {
        if (this == other || (this == ADMIN && other == ENROLMENT)) return true;
        return OF_PEOPLE.contains(this) && OF_PEOPLE.contains(other) && compareTo(other) > 0;
    }

    /** What is left of this role where no more is allowed than another one; empty if that is nothing. */
    public Optional<Role> atMost(Role other) {
        if (other.covers(this)) return Optional.of(this);
        return covers(other) ? Optional.of(other) : Optional.empty();
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The role of a person by that name; empty if there is none. */
    public static Optional<Role> ofPerson(String text) {
        return OF_PEOPLE.stream().filter(role -> role.text().equals(text)).findFirst();
    }

    public static Optional<Role> ofToken(String text) {
        return OF_TOKENS.stream().filter(role -> role.text().equals(text)).findFirst();
    }

    public static String namesOfTokens() {
        return String.join(", ", OF_TOKENS.stream().map(Role::text).toList());
    }

    /** As in "viewer, editor, admin". */
    public static String namesOfPeople() {
        return String.join(", ", OF_PEOPLE.stream().map(Role::text).toList());
    }
}
