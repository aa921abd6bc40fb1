package io.trainyard.tracker.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection on which a test sends whatever bytes it likes. */
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private final Socket socket;
    private final InputStream in;

    RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** What comes back for some bytes until the server ends the connection. */
    static String exchange(int port, String bytes) throws IOException {
        try (RawHttp raw = new RawHttp(port)) {
            raw.send(bytes);
            return raw.readAll();
        }
    }

    static String request(String method, String target, String... headers) {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        for (String header : headers) text.append(header).append("\r\n");
        return text.append("\r\n").toString();
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    String readAll() throws IOException {
        return readUntil("\0");
    }

    /** Reads until the end of the connection, or until what has come ends with a text. */
    String readUntil(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int read = in.read(); read >= 0; read = in.read()) {
            text.append((char) read);
            if (read == end.charAt(end.length() - 1) && text.toString().endsWith(end)) break;
        }
        return text.toString();
    }

    /** All of an answer that ends, and the head of a stream, which does not. */
    String readHeadOrAll() throws IOException {
        String head = readUntil("\r\n\r\n");
        return head.contains("text/event-stream") ? head : head + readAll();
    }

    /** Whether the server has ended the connection by the time that the test's patience is over. */
    boolean isEnded() throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
