package io.trainyard.standalone;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Asks about ports and hosts before anything is started that would fail seconds later. */
final class Ports {
    private Ports() {}

    static boolean isFree(String host, int port) throws IOException {
        if (port == 0) return true;
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address(host), port));
            return true;
        } catch (BindException e) {
            return false;
        }
    }

    static boolean isLoopback(String host) throws IOException {
        return address(host).isLoopbackAddress();
    }

    private static InetAddress address(String host) throws IOException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IOException("--host " + host + " is no address of this machine", e);
        }
    }
}
