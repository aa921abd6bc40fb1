package io.trainyard.tracker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

/** A port that leads to a service from the moment on that it is opened: until then nobody listens. */
final class Forwarder implements AutoCloseable {
    private final String target;
    private final int port;
    private Optional<ServerSocket> listening = Optional.empty();

    private Forwarder(String target, int port) {
        this.target = target;
        this.port = port;
    }

    static Forwarder to(String hostAndPort) throws IOException {
        return new Forwarder(hostAndPort, freePort());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    void open() throws IOException {
        ServerSocket server = new ServerSocket(port, 50, InetAddress.ofLiteral("127.0.0.1"));
        listening = Optional.of(server);
        Thread.startVirtualThread(() -> accept(server));
    }

    private void accept(ServerSocket server) {
        try {
            while (!server.isClosed()) forward(server.accept());
        } catch (IOException e) {
            // The test is over.
            return;
        }
    }

    private void forward(Socket client) throws IOException {
        String[] address = target.split(":", 2);
        Socket service = new Socket(address[0], Integer.parseInt(address[1]));
        Thread.startVirtualThread(() -> copy(client, service));
        Thread.startVirtualThread(() -> copy(service, client));
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has hung up, and so the other one is.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        if (listening.isPresent()) listening.get().close();
    }
}
