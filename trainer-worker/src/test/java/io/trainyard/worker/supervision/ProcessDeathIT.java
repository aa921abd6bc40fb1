package io.trainyard.worker.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessDeathIT {
    private static final String CRASH_FILE = """
            #
            # A fatal error has been detected by the Java Runtime Environment:
            #
            #  SIGSEGV (0xb) at pc=0x00007f1f, pid=4711, tid=4712
            #
            # Problematic frame:
            # C  [libdnnl.so.3+0x1234]  dnnl_primitive_execute+0x10
            #

            ---------------  T H R E A D  ---------------

            Stack: [0x1,0x2]
            Native frames: (J=compiled Java code, C=native code)
            C  [libdnnl.so.3+0x1234]  dnnl_primitive_execute+0x10

            Registers:
            RAX=0x0000000000000000

            ---------------  P R O C E S S  ---------------
            VM Arguments:
            java_command: io.trainyard.worker.WorkerMain
            """;

    @ParameterizedTest
    @CsvSource({"139, SIGSEGV", "135, SIGBUS", "132, SIGILL", "136, SIGFPE", "134, SIGABRT"})
    void signalThatAProgramBringsUponItselfIsACrash(int status, String signal) {
        assertThat(new ProcessDeath(status, Optional.empty(), false).crash())
                .get()
                .asString()
                .contains(signal);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 130, 137, 143})
    void endThatSomeoneElseWantedSaysNothingAboutTheRun(int status) {
        assertThat(new ProcessDeath(status, Optional.empty(), false).crash()).isEmpty();
    }

    @Test
    void killForWantOfMemoryIsTheRunsDoing() {
        assertThat(new ProcessDeath(137, Optional.empty(), true).crash())
                .get()
                .asString()
                .contains("memory ran out");
        assertThat(new ProcessDeath(143, Optional.empty(), true).crash()).isEmpty();
    }

    @Test
    void crashFileTellsTheSignalAndWhereItHappened(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("crash.log"), CRASH_FILE);
        ProcessDeath death = new ProcessDeath(134, Optional.of(file), false);

        assertThat(death.crash()).get().asString().contains("SIGSEGV").doesNotContain("SIGABRT");
        assertThat(death.excerpt())
                .contains("#  SIGSEGV (0xb) at pc=0x00007f1f, pid=4711, tid=4712")
                .endsWith("C  [libdnnl.so.3+0x1234]  dnnl_primitive_execute+0x10")
                .noneMatch(line -> line.isBlank() || line.contains("RAX") || line.contains("java_command"));
    }
}
