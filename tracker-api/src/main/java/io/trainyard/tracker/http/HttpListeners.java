package io.trainyard.tracker.http;

import io.netty.handler.codec.http.HttpContentCompressor;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The port, with an event loop of its own for each of a few listeners, among which connections are dealt out. */
final class HttpListeners {
    /** Enough that one that has much to write leaves others free; most of the work is done in other threads. */
    private static final int EVENT_LOOPS = 4;

    private static final AtomicInteger FREE_PORTS = new AtomicInteger();
    private static final int MAX_LINE = 64 * 1024;

    private final Vertx vertx;
    private final String deployment;
    private final int port;

    private HttpListeners(Vertx vertx, String deployment, int port) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.port = port;
    }

    static HttpListeners start(Vertx vertx, String host, int port, HttpRouter router, ConnectionTimes times) {
        HttpServerOptions options = new HttpServerOptions()
                .setCompressionSupported(true)
                // Browsers speak HTTP/2 with TLS only, which a proxy in front of the tracker has.
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(MAX_LINE);
        // A free port, too, is one that all listeners share.
        SocketAddress address = port == 0
                ? SocketAddress.sharedRandomPort(FREE_PORTS.incrementAndGet(), host)
                : SocketAddress.inetSocketAddress(port, host);
        List<Listener> listeners = Stream.generate(() -> new Listener(address, options, router, times))
                .limit(EVENT_LOOPS)
                .toList();
        String deployment = vertx.deployVerticle(new Group(listeners))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new HttpListeners(vertx, deployment, listeners.getFirst().port());
    }

    int port() {
        return port;
    }

    Future<Void> close() {
        return vertx.undeploy(deployment);
    }

    /** All listeners, which are undeployed with it. */
    private static final class Group extends VerticleBase {
        private final List<Listener> listeners;

        Group(List<Listener> listeners) {
            this.listeners = listeners;
        }

        @Override
        public Future<?> start() {
            return Future.all(listeners.stream().map(vertx::deployVerticle).toList());
        }
    }

    /** One event loop's listener. */
    private static final class Listener extends VerticleBase {
        private final SocketAddress address;
        private final HttpServerOptions options;
        private final HttpRouter router;
        private final ConnectionTimes times;
        private volatile int port;

        Listener(SocketAddress address, HttpServerOptions options, HttpRouter router, ConnectionTimes times) {
            this.address = address;
            this.options = options;
            this.router = router;
            this.times = times;
        }

        @Override
        public Future<?> start() {
            HttpServer server = vertx.createHttpServer(options)
                    .connectionHandler(connection -> guard(connection, times))
                    .invalidRequestHandler(ProblemHandler::refuseUndecoded)
                    .requestHandler(router.on(vertx));
            return server.listen(address).onSuccess(listening -> port = listening.actualPort());
        }

        int port() {
            return port;
        }

        private static void guard(HttpConnection connection, ConnectionTimes times) {
            var context = ((HttpServerConnection) connection).channelHandlerContext();
            // Netty's compressor gives up on a connection with more than 128 requests that it has seen and that are not
            // answered.
            var compressor = context.pipeline().context(HttpContentCompressor.class);
            String next = compressor == null ? context.name() : compressor.name();
            context.pipeline().addBefore(next, "guard", new ConnectionGuard(times));
        }
    }
}
