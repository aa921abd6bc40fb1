package io.trainyard.tracker;

import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.access.Role;
import io.trainyard.tracker.accounts.Accounts;
import io.trainyard.tracker.accounts.Accounts.Change;
import io.trainyard.tracker.accounts.Accounts.Outcome;
import io.trainyard.tracker.storage.access.Account;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The people who may log in, for whoever may use the database: the way to the first administrator, and back in. */
@Command(
        name = "user",
        description = "Adds and changes the people who may log in, in the database of a tracker.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Passwords are asked for at the terminal, or read from the first line of the input; never from an argument.",
            "Example: user add ada --role admin"
        })
public abstract class UserCommand implements Runnable {
    private static final String ROW = "%-24s %-8s %-10s %s";

    private final PasswordPrompt passwords;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    protected UserCommand(PasswordPrompt passwords) {
        this.passwords = passwords;
    }

    /** Something that is done with the people. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Accounts accounts);
    }

    /** Does something with the people of the database that the options name. */
    protected abstract <T> T withAccounts(Work<T> work) throws IOException;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    @Command(name = "add", description = "Adds a person, with a password that is asked for.")
    public int add(
            @Parameters(paramLabel = "NAME", description = "What they log in as.") String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            description = "viewer, who reads; editor, who queues, cancels and deletes, too; or admin.")
                    String role)
            throws IOException {
        Role given = role(role);
        String password = passwords.read(name);
        return change(accounts -> accounts.add(caller(), name, given, password), "may log in now");
    }

    @Command(name = "list", description = "Lists the people who may log in.")
    public int list() throws IOException {
        List<Account> people = withAccounts(Accounts::list);
        List<String> lines = new ArrayList<>(List.of(ROW.formatted("name", "role", "state", "last login")));
        for (Account person : people)
            lines.add(ROW.formatted(
                    person.name(),
                    person.role().text(),
                    person.disabled() ? "disabled" : "enabled",
                    person.loginAt().map(Object::toString).orElse("never")));
        lines.forEach(this::say);
        return 0;
    }

    @Command(name = "disable", description = "Shuts a person out, at once and until they are enabled.")
    public int disable(@Parameters(paramLabel = "NAME", description = "Whom.") String name) throws IOException {
        return change(accounts -> accounts.change(caller(), name, Change.disabled(true)), "is disabled");
    }

    @Command(name = "enable", description = "Lets a person in again who was disabled.")
    public int enable(@Parameters(paramLabel = "NAME", description = "Whom.") String name) throws IOException {
        return change(accounts -> accounts.change(caller(), name, Change.disabled(false)), "may log in again");
    }

    @Command(name = "password", description = "Gives a person another password, which is asked for.")
    public int password(@Parameters(paramLabel = "NAME", description = "Whom.") String name) throws IOException {
        String password = passwords.read(name);
        return change(accounts -> accounts.change(caller(), name, Change.password(password)), "has another password");
    }

    @Command(name = "role", description = "Gives a person another role.")
    public int role(
            @Parameters(paramLabel = "NAME", description = "Whom.") String name,
            @Parameters(paramLabel = "ROLE", description = "viewer, editor or admin.") String role)
            throws IOException {
        Role given = role(role);
        return change(accounts -> accounts.change(caller(), name, Change.role(given)), "is " + given.text() + " now");
    }

    private Role role(String text) {
        return Role.ofPerson(text)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "A role is one of " + Role.namesOfPeople() + ", but was " + text));
    }

    private static Caller caller() {
        return Caller.command(System.getProperty("user.name", ""));
    }

    private int change(Work<Outcome> work, String done) throws IOException {
        Outcome outcome;
        try {
            outcome = withAccounts(work);
        } catch (InvalidSpecException e) {
            throw new IOException(e.getMessage(), e);
        }
        switch (outcome) {
            case Outcome.Done(var account) -> say(account.name() + " " + done);
            case Outcome.NoSuchPerson _ -> throw new IOException("there is no user of that name");
            case Outcome.NameTaken _ -> throw new IOException("there is a user of that name already");
            case Outcome.LastAdministrator _ ->
                throw new IOException("this is the last administrator: nobody could let others in any more");
        }
        return 0;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
