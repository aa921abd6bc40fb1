package io.trainyard.standalone;

import picocli.CommandLine;

/** What the process ends with. */
final class ExitCodes {
    static final int OK = CommandLine.ExitCode.OK;
    /** The command was understood but could not be carried out, or a run failed. */
    static final int FAILED = CommandLine.ExitCode.SOFTWARE;
    /** An option or argument is wrong. */
    static final int USAGE = CommandLine.ExitCode.USAGE;
    /** Another process already serves the home. */
    static final int HOME_IN_USE = 3;

    static final String EXPLAINED = "%nExit codes: 0 done; 1 failed, as the message says; 2 wrong option or argument; "
            + "3 Trainyard already runs on this home; 130 or 143 stopped by a signal.%n";

    private ExitCodes() {}
}
