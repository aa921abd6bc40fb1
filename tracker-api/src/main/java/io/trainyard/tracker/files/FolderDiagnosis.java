package io.trainyard.tracker.files;

import io.trainyard.tracker.diagnosis.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at a folder that files are written into, on the machine that it is on. */
public final class FolderDiagnosis {
    private static final long MEBIBYTE = 1 << 20;

    private FolderDiagnosis() {}

    /**
     * Whether a folder can be written, and has room.
     *
     * @param what it is for
     * @param keptFreeBytes below which nothing is written any more
     */
    public static List<Finding> of(Path folder, String what, long keptFreeBytes) {
        if (!Files.isDirectory(folder))
            return List.of(Finding.warning(
                    what + " " + folder + " is not there",
                    "it is made when it is first needed; check that the path is meant"));
        if (!Files.isWritable(folder))
            return List.of(Finding.problem(
                    what + " " + folder + " cannot be written", "give it to the user that the program runs as"));
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String room = what + " " + folder + " has " + free / MEBIBYTE + " MiB free";
            if (free > 2 * keptFreeBytes) return List.of(Finding.good(room));
            return List.of(
                    free > keptFreeBytes
                            ? Finding.warning(
                                    room, "make room soon: below " + keptFreeBytes / MEBIBYTE + " MiB nothing is taken")
                            : Finding.problem(
                                    room, "make room: below " + keptFreeBytes / MEBIBYTE + " MiB nothing is taken"));
        } catch (IOException e) {
            return List.of(Finding.problem(
                    what + " " + folder + " cannot be asked for its room: " + e.getMessage(), "mend its disk"));
        }
    }
}
