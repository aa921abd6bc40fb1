package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for Slurm, as a batch host runs it: its worker is a program that notes what it is told. */
class SlurmScriptTest {
    private static final Path SCRIPT = Path.of("..", "deploy", "slurm", "worker.sbatch");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void signalToTheScriptDrainsTheWorkerWhoseStatusTheJobHas() throws Exception {
        Process job = start("""
                trap 'echo signalled >> said; sleep 0.3; exit 7' TERM
                echo "$@" > said
                while :; do sleep 0.05; done
                """);
        await(() -> Files.exists(folder.resolve("said")));

        job.toHandle().destroy();

        assertThat(job.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(job.exitValue()).isEqualTo(7);
        assertThat(said())
                .containsExactly(
                        "worker --server http://tracker:8080 --name trainyard-3 --label slurm-partition=gpu"
                                + " --artifacts /shared/files --drain 540 --exit-when-idle 300",
                        "signalled");
    }

    @Test
    void workerThatEndsByItselfEndsTheJob() throws Exception {
        Process job = start("exit 3");

        assertThat(job.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(job.exitValue()).isEqualTo(3);
    }

    @Test
    void signalComesBeforeTheTimeLimitByMoreThanTheWorkerDrains() throws IOException {
        String script = Files.readString(SCRIPT);

        assertThat(number(script, "--signal=B:TERM@(\\d+)")).isGreaterThan(number(script, "--drain (\\d+)"));
    }

    private Process start(String worker) throws IOException {
        Path program = folder.resolve("worker");
        Files.writeString(program, "#!/bin/bash\n" + worker);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        ProcessBuilder job = new ProcessBuilder("bash", SCRIPT.toAbsolutePath().toString()).directory(folder.toFile());
        job.environment().put("TRAINYARD", program.toString());
        job.environment().put("TRAINYARD_SERVER", "http://tracker:8080");
        job.environment().put("TRAINYARD_ARTIFACTS", "/shared/files");
        job.environment().put("SLURM_JOB_NAME", "trainyard");
        job.environment().put("SLURM_ARRAY_TASK_ID", "3");
        job.environment().put("SLURM_JOB_PARTITION", "gpu");
        job.environment().remove("TRAINYARD_EXIT_WHEN_IDLE");
        return job.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private List<String> said() throws IOException {
        return Files.readAllLines(folder.resolve("said"));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws Exception {
        for (int i = 0; i < 200 && !condition.holds(); i++) TimeUnit.MILLISECONDS.sleep(50);
        assertThat(condition.holds()).isTrue();
    }

    private static int number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
