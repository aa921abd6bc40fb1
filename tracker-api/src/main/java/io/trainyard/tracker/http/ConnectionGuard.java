package io.trainyard.tracker.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one connection may take of the server's patience. It stands behind the decoder, and sees every head and end
 * of a request and of an answer:
 *
 * <ul>
 *   <li>the head of the next request must be there in time after the connection was made or the last answer was sent;
 *   <li>a body must be there in time after its head; that of a file must get on;
 *   <li>an answer that waits for the client to read must get on;
 *   <li>requests that are sent before the last answer has gone out wait here, those of one read, and no more is read until they
 *       are answered.
 * </ul>
 */
// How a write ends is told to the promise that Vert.x has passed in, and nobody waits for the end of a close.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionGuard extends ChannelDuplexHandler {
    /** Bytes a second: less than any line that a model could be sent over. */
    private static final long SLOWEST_FILE = 1024;

    private final ConnectionTimes times;
    private final Queue<Object> waiting = new ArrayDeque<>();
    /** A request has come whose answer has not gone out whole. */
    private boolean answering;
    /** The request that is answered has not come whole. */
    private boolean receiving;

    /** What it receives is a file, of which so many bytes have come since its progress was looked at. */
    private boolean receivesFile;

    private long received;
    private boolean reading = true;
    private boolean handingOn;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable ScheduledFuture<?> watch;
    private long progress = -1;

    ConnectionGuard(ConnectionTimes times) {
        this.times = times;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        within(context, times.head().toMillis(), context::close);
        long look = times.progress().toMillis() / 2;
        watch = context.executor()
                .scheduleWithFixedDelay(() -> requireProgress(context), look, look, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (watch != null) watch.cancel(false);
        cancelDeadline();
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        handlerRemoved(context);
        super.channelInactive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        waiting.add(message);
        handOn(context);
        // Whoever sends more before the answers are out is not read from until they are.
        if (!waiting.isEmpty() && reading) {
            reading = false;
            context.channel().config().setAutoRead(false);
        }
    }

    private void handOn(ChannelHandlerContext context) {
        // An answer may be written within the call that hands its request on.
        if (handingOn) return;
        handingOn = true;
        try {
            while (!waiting.isEmpty() && (receiving || !answering)) handOn(context, waiting.remove());
        } finally {
            handingOn = false;
        }
        if (waiting.isEmpty() && !reading) {
            reading = true;
            context.channel().config().setAutoRead(true);
        }
    }

    private void handOn(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            answering = true;
            receiving = true;
            receivesFile = Routes.carriesFile(request.method().name(), request.uri());
            awaitBody(context);
            if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                    && !request.protocolVersion().equals(HttpVersion.HTTP_1_0))
                request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("version of HTTP")));
        }
        if (message instanceof HttpContent content)
            received += content.content().readableBytes();
        if (message instanceof LastHttpContent || isBroken(message)) {
            receiving = false;
            if (answering) cancelDeadline();
            else within(context, times.idle().toMillis(), context::close);
        }
        context.fireChannelRead(message);
    }

    private static boolean isBroken(Object message) {
        return message instanceof HttpContent content && content.decoderResult().isFailure();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof LastHttpContent) || isInterim(message)) {
            context.write(message, promise);
            return;
        }
        context.write(message, promise.unvoid()).addListener(written -> answered(context));
    }

    /** Such as 100 Continue, after which the answer is still to come. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void answered(ChannelHandlerContext context) {
        answering = false;
        if (context.isRemoved() || !context.channel().isActive()) return;
        // A request may be answered before its body has come. That of a file is not waited for.
        if (receiving && receivesFile) within(context, times.linger().toMillis(), context::close);
        if (!receiving) within(context, times.idle().toMillis(), context::close);
        // Behind what Vert.x does at the end of an answer, which is still going on.
        context.executor().execute(() -> {
            handOn(context);
            context.fireChannelReadComplete();
        });
    }

    private void awaitBody(ChannelHandlerContext context) {
        received = 0;
        within(context, times.body().toMillis(), () -> {
            // Where nothing is read, it is this machine's disk that is waited for.
            boolean getsOn = received >= SLOWEST_FILE * times.body().toMillis() / 1000
                    || !context.channel().config().isAutoRead();
            if (receivesFile && getsOn) awaitBody(context);
            else refuseSlowBody(context);
        });
    }

    private void refuseSlowBody(ChannelHandlerContext context) {
        byte[] problem = ProblemHandler.bytes(new HttpProblem(
                408, "The body did not arrive within " + times.body().toSeconds() + " seconds"));
        ByteBuf answer =
                Unpooled.wrappedBuffer(ProblemHandler.head(HttpResponseStatus.REQUEST_TIMEOUT, problem), problem);
        // Past the encoder: this answer is no part of the exchange that Vert.x keeps account of.
        context.channel().pipeline().firstContext().writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    /** An answer of which the client takes nothing in holds memory, a file or a place; a slow client gets on. */
    private void requireProgress(ChannelHandlerContext context) {
        ChannelOutboundBuffer out = context.channel().unsafe().outboundBuffer();
        if (out == null || out.isEmpty()) {
            progress = -1;
            return;
        }
        long now = 31 * (31 * out.totalPendingWriteBytes() + out.currentProgress()) + out.size();
        if (now == progress) context.close();
        else progress = now;
    }

    private void within(ChannelHandlerContext context, long millis, Runnable orElse) {
        cancelDeadline();
        deadline = context.executor().schedule(orElse, millis, TimeUnit.MILLISECONDS);
    }

    private void cancelDeadline() {
        if (deadline != null) deadline.cancel(false);
        deadline = null;
    }
}
