package io.obs.ops.cli;

/** What the exit codes of the program mean, for scripts. */
public final class ExitCodes {

    /** All is well. */
    public static final int OK = 0;
    /** A check found a difference, or an objective is breached. */
    public static final int BREACH = 1;
    /** The command line or a file that was given is wrong. */
    public static final int USAGE = 2;
    /** It could not be done: a server does not answer, a file can't be written. */
    public static final int FAILED = 3;

    private ExitCodes() {}
}
