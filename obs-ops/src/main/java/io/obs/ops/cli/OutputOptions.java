package io.obs.ops.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options {@code --out} and {@code --check} of every command that makes files, and what they do. */
public final class OutputOptions {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "ops",
            description = "The directory of all outputs; each command has its own below it. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // by picocli
    private Path out;

    @Option(
            names = "--check",
            description = "Write nothing; compare with what is there, and end with 1 where it differs. For CI.")
    private boolean check;

    /** For picocli. */
    public OutputOptions() {}

    /** Writes the files, or compares them; says so, file by file, and gives the exit code. */
    public int finish(List<GeneratedFile> files, PrintWriter to) throws IOException {
        int code = ExitCodes.OK;
        for (GeneratedFile file : files) {
            Path target = out.resolve(file.path());
            if (!check) {
                write(target, file.text());
                to.println("wrote " + target);
            } else {
                String difference = file.difference(out);
                to.println((difference.isEmpty() ? "same " + target : difference));
                code = difference.isEmpty() ? code : ExitCodes.BREACH;
            }
        }
        if (code == ExitCodes.BREACH) {
            to.println("Run the same command without --check to write them, and look at what changed.");
        }
        return code;
    }

    /** Whole or not at all: a reader never sees half a file. */
    private static void write(Path target, String text) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path whole = Files.createTempFile(directory, ".obs-ops", ".tmp");
        try {
            Files.writeString(whole, text);
            Files.move(whole, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
