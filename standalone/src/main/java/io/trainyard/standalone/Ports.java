package io.trainyard.standalone;

import io.trainyard.tracker.ListenAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;

/** Asks about ports before anything is started that would fail seconds later. */
final class Ports {
    private Ports() {}

    static boolean isFree(ListenAddress host, int port) throws IOException {
        requireOfThisMachine(host);
        if (port == 0) return true;
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host.address(), port));
            return true;
        } catch (BindException e) {
            return false;
        }
    }

    private static void requireOfThisMachine(ListenAddress host) throws IOException {
        if (!host.address().isAnyLocalAddress()
                && !host.isLoopback()
                && NetworkInterface.getByInetAddress(host.address()) == null)
            throw new IOException("--host " + host.host() + " is no address of this machine");
    }
}
