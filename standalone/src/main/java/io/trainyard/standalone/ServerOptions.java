package io.trainyard.standalone;

import io.trainyard.standalone.home.Holder;
import io.trainyard.standalone.home.HomeLock;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which tracker a command speaks to. */
final class ServerOptions {
    private static final String SERVER_VARIABLE = "TRAINYARD_SERVER";
    private static final String USUAL_SERVER = "http://127.0.0.1:8080";

    @Mixin
    private HomeOptions homeOptions = new HomeOptions();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The tracker. Default: the environment variable TRAINYARD_SERVER, else the one that runs on"
                    + " the home, else " + USUAL_SERVER + ".")
    private Optional<String> server = Optional.empty();

    String url(Surroundings surroundings) throws IOException {
        Optional<String> named = server.or(() -> surroundings.variable(SERVER_VARIABLE));
        if (named.isPresent()) return named.get();
        return HomeLock.holder(homeOptions.home(surroundings))
                .flatMap(Holder::url)
                .orElse(USUAL_SERVER);
    }
}
