package io.trainyard.engine.nd4j;

import java.io.File;
import java.util.Arrays;
import java.util.ServiceLoader;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The GPU that a distribution with ND4J's back end for CUDA 11 trains on. */
public final class Gpu {
    private static final String BACK_END = "nd4j-cuda-";
    /** The back end has machine code for compute capabilities 3.7 to 8.6, which those up to 8.9 run too, and nothing to compile. */
    private static final int LEAST_CAPABILITY = 37;

    private static final int LAST_CAPABILITY = 89;

    private Gpu() {}

    /** Whether this is a distribution for GPUs. Loads nothing and costs nothing: it is asked at every start. */
    public static boolean isWanted() {
        return isWanted(System.getProperty("java.class.path", ""));
    }

    /**
     * @param classPath with a jar an entry, as the JVM makes it of {@code lib/*}
     */
    static boolean isWanted(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .anyMatch(entry -> new File(entry).getName().startsWith(BACK_END));
    }

    /** Of the device, for people. Loads ND4J. */
    public static String name() {
        return "ND4J CUDA 11 on " + natives().getDeviceName(0);
    }

    /** {@code cuda:sm_86} of a GPU of compute capability 8.6. */
    public static String deviceClass() {
        return "cuda:sm_" + natives().getDeviceMajor(0) + natives().getDeviceMinor(0);
    }

    /** Bytes of the GPU that are free. */
    public static long freeMemory() {
        return natives().getDeviceFreeMemory(0);
    }

    /**
     * Loads ND4J on the GPU.
     *
     * @throws UnusableGpuException if there is none, there are several, or its machine code is another
     */
    public static void load() throws UnusableGpuException {
        try {
            // ND4J asks the same, but prints a stack trace when the answer is no.
            for (Nd4jBackend backEnd : ServiceLoader.load(Nd4jBackend.class)) backEnd.canRun();
            NativeOps natives = natives();
            requireOne(natives.getAvailableDevices());
            requireCapability(natives.getDeviceName(0), natives.getDeviceMajor(0), natives.getDeviceMinor(0));
        } catch (RuntimeException | LinkageError e) {
            throw UnusableGpuException.notFound(e);
        }
    }

    private static NativeOps natives() {
        // Loads the library; the holder is empty before.
        Nd4j.getEnvironment();
        return NativeOpsHolder.getInstance().getDeviceNativeOps();
    }

    /** ND4J would spread the threads of a worker over several GPUs, and with them the arrays of one network. */
    static void requireOne(int count) throws UnusableGpuException {
        if (count > 1)
            throw new UnusableGpuException(
                    "This machine has " + count + " GPUs, and a worker trains on one of them: start"
                            + " one for each, with CUDA_VISIBLE_DEVICES=0, 1 and so on in its environment.");
    }

    static void requireCapability(String name, int major, int minor) throws UnusableGpuException {
        int capability = 10 * major + minor;
        if (capability < LEAST_CAPABILITY || capability > LAST_CAPABILITY)
            throw new UnusableGpuException(
                    "This distribution of Trainyard has code for GPUs of compute capability 3.7 to"
                            + " 8.9, and " + name + " has " + major + "." + minor
                            + ". Use another GPU, or the usual distribution, which trains on the CPU.");
    }
}
