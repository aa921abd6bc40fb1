package io.trainyard.standalone;

import io.trainyard.standalone.client.TrackerClient;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** Which tracker a command speaks to, and for whom. */
final class ClientOptions {
    @Mixin
    private ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private TokenOptions tokenOptions = new TokenOptions();

    TrackerClient client(Surroundings surroundings) throws IOException {
        return new TrackerClient(serverOptions.url(surroundings), tokenOptions.token(surroundings));
    }
}
