package io.trainyard.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** By what a command shows a tracker who it is for; never by an argument, which others on the machine can read. */
final class TokenOptions {
    private static final String VARIABLE = "TRAINYARD_TOKEN";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file that holds a token and nothing else, for a tracker that asks who you are. Default: the"
                            + " environment variable TRAINYARD_TOKEN.")
    private Optional<Path> file = Optional.empty();

    Optional<String> token(Surroundings surroundings) throws IOException {
        Optional<String> token = file.isPresent()
                ? Optional.of(Files.readString(file.get()).strip())
                : surroundings.variable(VARIABLE).map(String::strip);
        // Without what it is: it may be a secret that has got a line end within.
        if (token.filter(text -> !text.matches("[!-~]+")).isPresent())
            throw new IOException(
                    (file.isPresent() ? file.get().toString() : VARIABLE) + " does not hold a token and nothing else");
        return token;
    }
}
