package io.trainyard.tracker.accounts;

import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.storage.Database;

/**
 * All that decides who may do what.
 *
 * @param asksWho whether anybody has to say who they are
 */
public record AccessControl(
        boolean asksWho, Logins logins, Accounts accounts, Tokens tokens, Enrolments enrolments, Logins.Tables tables) {
    public static AccessControl over(Database database, Admission admission) {
        Logins.Tables tables = new Logins.Tables();
        return new AccessControl(
                admission.asksWho(),
                new Logins(database, tables),
                new Accounts(database, tables),
                new Tokens(database, tables),
                new Enrolments(database, tables.audit()),
                tables);
    }
}
