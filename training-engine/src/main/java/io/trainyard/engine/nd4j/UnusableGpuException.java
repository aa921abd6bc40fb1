package io.trainyard.engine.nd4j;

import java.io.IOException;

/** A distribution for GPUs cannot train on this machine; the message says why and what to do, for people. */
public final class UnusableGpuException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnusableGpuException(String message) {
        super(message);
    }

    /** ND4J or a library of CUDA's could not be loaded, or found no GPU. */
    static UnusableGpuException notFound(Throwable reason) {
        return new UnusableGpuException(
                "This distribution of Trainyard trains on GPUs through CUDA 11, and none was found: "
                        + describe(reason)
                        + ". Install NVIDIA's driver and the CUDA 11 toolkit, or use the usual distribution, which trains on the CPU.");
    }

    /** The innermost reason, without the file that JavaCPP had unpacked, which says nothing to anybody. */
    public static String describe(Throwable reason) {
        Throwable innermost = reason;
        for (Throwable cause = reason; cause != null; cause = cause.getCause()) innermost = cause;
        String message = innermost.getMessage();
        return message == null ? innermost.toString() : message.strip().replaceFirst("^/[^:]*: ", "");
    }
}
