package io.trainyard.standalone.home;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps the machine's other users out: a home holds passwords, data and what people try. */
final class OwnerOnly {
    private static final int GROUP_AND_OTHERS = 077;

    private OwnerOnly() {}

    /**
     * Creates the folder, or closes one that is there already. Files that this process and its children make afterwards,
     * anywhere, are their owner's alone, too.
     */
    static void from(Path home) throws IOException {
        forbidOthers();
        Files.createDirectories(home);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    }

    /** Java has no word for the umask. */
    @SuppressWarnings("restricted")
    private static void forbidOthers() {
        Linker linker = Linker.nativeLinker();
        MethodHandle umask = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("umask"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int before = (int) umask.invokeExact(GROUP_AND_OTHERS);
            // A stricter one stays as it was.
            var _ = (int) umask.invokeExact(before | GROUP_AND_OTHERS);
        } catch (Throwable e) {
            throw new IllegalStateException("the umask cannot be set", e);
        }
    }
}
