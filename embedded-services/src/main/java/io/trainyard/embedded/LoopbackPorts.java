package io.trainyard.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses ports on the loopback interface before a server is started on them. Both servers report a busy port badly:
 * one waits for its whole start-up time, the other mistakes a stranger's answer for its own.
 */
public final class LoopbackPorts {
    static final String HOST = "127.0.0.1";

    /** Below those that systems usually give connections, and above those of well-known services. */
    private static final int FIRST = 20_000;

    private static final int LAST = 29_999;
    private static final int TRIES = 100;

    private LoopbackPorts() {}

    /**
     * A port that nothing listens on now, and that the system hardly gives anybody until a server is started on it: one that it
     * chooses itself may be taken meanwhile by a connection that the server opens first.
     */
    public static int free() throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port)) return port;
        }
        throw new IOException("No port from " + FIRST + " to " + LAST + " of " + HOST + " is free");
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        }
    }

    /** Returns {@code port} if nothing listens on it, or any free port if {@code port} is 0. */
    static int claim(int port) throws IOException {
        if (port == 0) return free();
        if (!isFree(port)) throw new IOException("Port " + port + " of " + HOST + " is already in use");
        return port;
    }
}
