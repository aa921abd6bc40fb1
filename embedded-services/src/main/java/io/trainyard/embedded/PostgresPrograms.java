package io.trainyard.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.file.PathUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked once from the jar that brings them and found again by later starts. */
record PostgresPrograms(Path directory) {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    static PostgresPrograms unpackedIn(Path cache) throws IOException {
        OwnerOnly.directory(cache);
        Path unpacked = cache.resolve(identity());
        if (!Files.exists(unpacked)) unpack(unpacked);
        return new PostgresPrograms(unpacked);
    }

    /** Names a release without reading it: what the jar's directory says of the archive's content. */
    private static String identity() throws IOException {
        JarURLConnection jar = (JarURLConnection) archive().openConnection();
        return "postgres-%08x-%d"
                .formatted(jar.getJarEntry().getCrc(), jar.getJarEntry().getSize());
    }

    private static URL archive() throws IOException {
        URL archive = PostgresPrograms.class.getResource(ARCHIVE);
        if (archive == null) throw new IOException("the programs of PostgreSQL for Linux on x86-64 are missing");
        return archive;
    }

    /** Appears under its name only when it is whole, so that a start that is cut off, or another one, does no harm. */
    private static void unpack(Path target) throws IOException {
        Path partial = Files.createTempDirectory(target.resolveSibling(""), "unpacking-");
        try {
            try (InputStream packed = archive().openStream();
                    TarArchiveInputStream entries = new TarArchiveInputStream(new XZInputStream(packed))) {
                for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry())
                    unpack(entries, entry, partial);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(target)) throw e;
        } finally {
            if (Files.exists(partial)) PathUtils.deleteDirectory(partial);
        }
    }

    private static void unpack(InputStream content, TarArchiveEntry entry, Path into) throws IOException {
        Path path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) throw new IOException("the archive of PostgreSQL names " + entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(into.resolve(path).getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            if ((entry.getMode() & 0100) != 0) Files.setPosixFilePermissions(path, OWNER_ONLY);
        }
    }

    /** The command line of a program. */
    List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        // PostgreSQL refuses to run as root; in a user namespace without a mapping it runs as nobody, with root's
        // files.
        if (isRoot()) command.addAll(List.of("unshare", "-U"));
        command.add(directory.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
