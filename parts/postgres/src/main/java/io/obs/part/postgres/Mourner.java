package io.obs.part.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/**
 * A shell that waits for the end of this process, of which it hears by the end of its input, and then ends the server: a
 * killed JVM runs no shutdown hook.
 */
final class Mourner implements AutoCloseable {

    private static final String WAIT_AND_END = "trap '' INT TERM HUP; while read -r _; do :; done; "
            + "pid=$(head -n 1 \"$0/postmaster.pid\" 2>/dev/null) && kill -INT \"$pid\" 2>/dev/null && "
            + "while kill -0 \"$pid\" 2>/dev/null; do sleep 0.2; done; "
            + "[ \"$1\" = keep ] || rm -rf \"$0\"";

    private final Process shell;

    private Mourner(Process shell) {
        this.shell = shell;
    }

    static Mourner of(Path data, boolean passing) throws IOException {
        return new Mourner(new ProcessBuilder(
                        "sh", "-c", WAIT_AND_END, data.toAbsolutePath().toString(), passing ? "remove" : "keep")
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start());
    }

    @Override
    public void close() throws IOException {
        shell.getOutputStream().close();
        try {
            shell.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
