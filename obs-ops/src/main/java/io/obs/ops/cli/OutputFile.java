package io.obs.ops.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --output} of commands that write one text: a file, or else standard output. */
public final class OutputFile {

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write it. Default: standard output.")
    private @Nullable Path file;

    /** For picocli. */
    public OutputFile() {}

    /**
     * To be called before the work, which may take long.
     *
     * @throws BadInput where the text could not be written there
     */
    public void check() {
        if (file == null) {
            return;
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || Files.isDirectory(file)) {
            throw new BadInput("--output " + file + " is a directory; allowed: a file");
        }
        if (!Files.isDirectory(directory)) {
            throw new BadInput("--output " + file + " can't be written: there is no directory " + directory);
        }
        if (!Files.isWritable(Files.exists(file) ? file : directory)) {
            throw new BadInput("--output " + file + " can't be written: access is denied");
        }
    }

    /**
     * The same, and sees that nothing is lost.
     *
     * @throws BadInput where there is a file already
     */
    public void checkNew() {
        check();
        if (file != null && Files.isRegularFile(file)) {
            throw new BadInput("--output " + file
                    + " is there, and somebody may have filled it in: take another file, or --force to replace it");
        }
    }

    /** Writes the text there. */
    public void write(String text, PrintWriter standard) throws IOException {
        if (file == null) {
            standard.print(text);
            standard.flush();
        } else {
            Files.writeString(file, text);
        }
    }
}
