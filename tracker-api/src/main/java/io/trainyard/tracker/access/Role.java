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
    WORKER;

    /** The roles of people, from the least on. */
    public static final List<Role> OF_PEOPLE = List.of(VIEWER, EDITOR, ADMIN);

    /** Whether this role may do all that the other one may. */
    public boolean covers(Role other) {
        return this == other || (this != WORKER && other != WORKER && compareTo(other) > 0);
    }

    /** The lesser one of two people's roles. */
    public Role atMost(Role other) {
        return other.covers(this) ? this : other;
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

    /** As in "viewer, editor, admin". */
    public static String namesOfPeople() {
        return String.join(", ", OF_PEOPLE.stream().map(Role::text).toList());
    }
}
