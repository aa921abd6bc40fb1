package io.trainyard.worker.supervision;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a worker's process with the one that watches it, whatever way that ends: what the worker was doing is known to the
 * tracker as far as it matters, and nobody would ever stop it again.
 */
public final class Guardian {
    private static final Logger LOG = LoggerFactory.getLogger(Guardian.class);
    private static final int PR_SET_PDEATHSIG = 1;
    private static final int SIGKILL = 9;
    private static final int STATUS = 1;

    private Guardian() {}

    /** To be called first thing in the process that is watched. */
    public static void watchParent() {
        askKernel();
        Thread.ofPlatform().name("parent-watch").daemon().start(Guardian::awaitEndOfInput);
    }

    /** The watcher holds the other end of standard input and writes nothing; the system closes it when the watcher ends. */
    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) Thread.onSpinWait();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("the watcher's end of the pipe is gone");
        }
        Runtime.getRuntime().halt(STATUS);
    }

    /** The kernel also ends a process that is stopped or hangs in native code, where no thread would see the end of input. */
    @SuppressWarnings("restricted")
    private static void askKernel() {
        Linker linker = Linker.nativeLinker();
        try {
            MethodHandle prctl = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("prctl"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
                    Linker.Option.firstVariadicArg(1));
            int answer = (int) prctl.invokeExact(PR_SET_PDEATHSIG, (long) SIGKILL);
            if (answer != 0) LOG.warn("the kernel does not end this process with its parent");
        } catch (Throwable e) {
            LOG.atWarn().setCause(e).log("the kernel was not asked to end this process with its parent");
        }
    }
}
