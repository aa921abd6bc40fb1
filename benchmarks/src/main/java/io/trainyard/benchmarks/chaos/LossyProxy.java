package io.trainyard.benchmarks.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port that leads to the first of some ports that anybody listens on, as a load balancer does, until its connections are
 * cut: then it leads nowhere for a while.
 */
final class LossyProxy implements AutoCloseable {
    private static final InetAddress HOST = InetAddress.ofLiteral("127.0.0.1");

    private final ServerSocket server;
    private final List<Integer> targets;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private LossyProxy(ServerSocket server, List<Integer> targets) {
        this.server = server;
        this.targets = targets;
    }

    static LossyProxy to(List<Integer> targets) throws IOException {
        LossyProxy proxy = new LossyProxy(new ServerSocket(0, 100, HOST), targets);
        Thread.startVirtualThread(proxy::accept);
        return proxy;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Breaks all connections, and lets none come about until {@link #mend}. */
    void cut() {
        cut = true;
        open.forEach(LossyProxy::closeQuietly);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.startVirtualThread(() -> forward(client));
            } catch (IOException e) {
                // It is closed, or out of files for a moment.
                Thread.onSpinWait();
            }
        }
    }

    private void forward(Socket client) {
        open.add(client);
        try (client;
                Socket service = connect()) {
            open.add(service);
            Thread back = Thread.startVirtualThread(() -> copy(service, client));
            copy(client, service);
            back.join();
            open.remove(service);
        } catch (IOException e) {
            // Nobody is there: the client's connection ends.
            closeQuietly(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private Socket connect() throws IOException {
        for (int target : targets) {
            if (cut) break;
            try {
                return new Socket(HOST, target);
            } catch (IOException e) {
                // The next one may be there.
                Thread.onSpinWait();
            }
        }
        throw new IOException("nobody listens");
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has hung up, or the connection was cut.
            Thread.onSpinWait();
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed.
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        server.close();
    }
}
