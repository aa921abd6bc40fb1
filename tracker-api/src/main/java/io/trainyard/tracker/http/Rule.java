package io.trainyard.tracker.http;

import io.trainyard.tracker.access.Role;
import java.util.Set;

/** Who may use a route. Every route has one: a route without a rule does not compile. */
enum Rule {
    /** Anybody, whoever they are. */
    OPEN(Set.of(Role.values()), false),
    /** Looking at experiments and workers. */
    READ(Set.of(Role.VIEWER, Role.EDITOR, Role.ADMIN), false),
    /** Looking, which workers do, too. */
    READ_OR_WORK(Set.of(Role.VIEWER, Role.EDITOR, Role.ADMIN, Role.WORKER), false),
    /** Hearing what a worker must know that is about to begin. */
    TAKE_PART(Set.of(Role.values()), false),
    /** What workers do. */
    WORK(Set.of(Role.WORKER), false),
    /** Giving a worker a secret of its own. */
    ENROL(Set.of(Role.ADMIN, Role.ENROLMENT), true),
    /** What researchers do: queue, cancel, delete. */
    CHANGE(Set.of(Role.EDITOR, Role.ADMIN), false),
    /** Deciding for all. */
    ADMINISTER(Set.of(Role.ADMIN), false),
    /** What is a person's own, such as their tokens: nobody has any where nobody logs in. */
    OWN(Set.of(Role.VIEWER, Role.EDITOR, Role.ADMIN), true),
    /** Deciding who may come in, which means nothing where everybody may. */
    LET_IN(Set.of(Role.ADMIN), true);

    @SuppressWarnings("ImmutableEnumChecker") // of Set.of, which cannot change
    private final Set<Role> roles;

    private final boolean onlyWhereKnown;

    Rule(Set<Role> roles, boolean onlyWhereKnown) {
        this.roles = roles;
        this.onlyWhereKnown = onlyWhereKnown;
    }

    boolean allows(Role role) {
        return roles.contains(role);
    }

    /** Whether the route is of use only where people log in. */
    boolean onlyWhereKnown() {
        return onlyWhereKnown;
    }
}
