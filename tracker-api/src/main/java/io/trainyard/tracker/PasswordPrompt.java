package io.trainyard.tracker;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Asks for a password: at a terminal unseen and twice, else for the first line of the input. */
public final class PasswordPrompt {
    private final Optional<Console> console;
    private final InputStream input;

    public PasswordPrompt(Optional<Console> console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    public static PasswordPrompt ofThisProcess() {
        return new PasswordPrompt(Optional.ofNullable(System.console()).filter(Console::isTerminal), System.in);
    }

    String read(String name) throws IOException {
        if (console.isEmpty()) return firstLine();
        char[] first = asked("Password of " + name + ": ");
        char[] second = asked("Once more: ");
        if (!Arrays.equals(first, second)) throw new IOException("the two passwords differ; nothing was changed");
        return new String(first);
    }

    private char[] asked(String question) throws IOException {
        char[] typed = console.orElseThrow().readPassword("%s", question);
        if (typed == null) throw new IOException("no password was given");
        return typed;
    }

    private String firstLine() throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        String line = reader.readLine();
        if (line == null || line.isEmpty())
            throw new IOException("no password was given: type it at a terminal, or send it as a line of the input");
        return line;
    }
}
