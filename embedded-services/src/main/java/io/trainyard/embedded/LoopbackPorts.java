package io.trainyard.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Chooses ports on the loopback interface before a server is started on them. Both servers report a busy port badly:
 * one waits for its whole start-up time, the other mistakes a stranger's answer for its own.
 */
final class LoopbackPorts {
    static final String HOST = "127.0.0.1";

    private LoopbackPorts() {}

    /** Returns {@code port} if nothing listens on it, or any free port if {@code port} is 0. */
    static int claim(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new IOException("Port " + port + " of " + HOST + " is already in use", e);
        }
    }
}
