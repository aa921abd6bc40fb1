package io.trainyard.embedded;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The data of a server, and who may log in to it: one role that is no superuser, with a password, from this machine. What
 * only a superuser can do is done while no server runs and nobody can connect, in PostgreSQL's single-user mode.
 */
record PostgresCluster(Path directory, PostgresPrograms programs) {
    static final String ROLE = "trainyard";
    static final String DATABASE = "postgres";
    private static final String SUPERUSER = "postgres";

    private static final String LOGINS = """
            # Written by Trainyard. Every other role, the superuser too, and every other way in is refused.
            host all %s %s/32 scram-sha-256
            """.formatted(ROLE, LoopbackPorts.HOST);

    /**
     * In single-user mode a statement ends at a semicolon before an empty line. Also for databases made by earlier releases,
     * which belong to the superuser. Column-owned sequences go with their tables.
     */
    private static final String HAND_OVER = """
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'trainyard') THEN CREATE ROLE trainyard; END IF;
            END $$;

            ALTER ROLE trainyard LOGIN NOSUPERUSER :createdb NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ':password';

            ALTER ROLE postgres PASSWORD NULL;

            ALTER DATABASE postgres OWNER TO trainyard;

            DO $$ DECLARE found record; BEGIN
                FOR found IN
                    SELECT oid::regclass AS name, relkind AS kind
                    FROM pg_class
                    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
                      AND NOT EXISTS (SELECT FROM pg_depend
                                      WHERE objid = pg_class.oid AND classid = 'pg_class'::regclass
                                        AND deptype IN ('a', 'i', 'e') AND relkind = 'S')
                LOOP
                    EXECUTE format(CASE found.kind WHEN 'S' THEN 'ALTER SEQUENCE %s OWNER TO trainyard'
                                                   WHEN 'v' THEN 'ALTER VIEW %s OWNER TO trainyard'
                                                   WHEN 'm' THEN 'ALTER MATERIALIZED VIEW %s OWNER TO trainyard'
                                                   ELSE 'ALTER TABLE %s OWNER TO trainyard' END, found.name);
                END LOOP;
                FOR found IN
                    SELECT oid::regprocedure AS name
                    FROM pg_proc
                    WHERE pronamespace = 'public'::regnamespace
                      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
                LOOP
                    EXECUTE format('ALTER ROUTINE %s OWNER TO trainyard', found.name);
                END LOOP;
            END $$;

            """;

    boolean exists() {
        return Files.exists(directory);
    }

    void create() throws IOException {
        run(
                "initdb",
                List.of(
                        "--pgdata=" + directory,
                        "--username=" + SUPERUSER,
                        // Nobody gets in before the logins are written below.
                        "--auth=reject",
                        "--encoding=UTF-8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"),
                "");
    }

    /**
     * Lets in the one role only, and gives everything to it.
     *
     * @param mayCreateDatabases which only tests do
     */
    void secure(Secret password, boolean mayCreateDatabases) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        OwnerOnly.write(logins(), LOGINS);
        run(
                "postgres",
                List.of(
                        "--single",
                        "-j",
                        "-D",
                        directory.toString(),
                        "-c",
                        "exit_on_error=on",
                        // A statement that fails is not repeated in the message: it holds the password.
                        "-c",
                        "log_min_error_statement=panic",
                        DATABASE),
                HAND_OVER
                        .replace(":createdb", mayCreateDatabases ? "CREATEDB" : "NOCREATEDB")
                        .replace(":password", password.word()));
    }

    boolean isSecured() throws IOException {
        return Files.exists(logins()) && Files.readString(logins()).equals(LOGINS);
    }

    private Path logins() {
        return directory.resolve("pg_hba.conf");
    }

    private void run(String program, List<String> arguments, String input) throws IOException {
        Process process = new ProcessBuilder(programs.command(program, new ArrayList<>(arguments)))
                .redirectErrorStream(true)
                .start();
        try (Writer writer = process.outputWriter(StandardCharsets.UTF_8)) {
            writer.write(input);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0)
                throw new IOException(program + " ended with " + process.exitValue() + ": " + output.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + program + " was running", e);
        }
    }
}
