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
            } else if (!Files.exists(target)) {
                to.println("missing " + target);
                code = ExitCodes.BREACH;
            } else {
                int line = firstDifference(Files.readString(target), file.text());
                to.println(line == 0 ? "same " + target : "differs " + target + " from line " + line);
                code = line == 0 ? code : ExitCodes.BREACH;
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

    /** The first line that differs, or 0. */
    private static int firstDifference(String there, String made) {
        if (there.equals(made)) {
            return 0;
        }
        List<String> left = there.lines().toList();
        List<String> right = made.lines().toList();
        int line = 0;
        while (line < left.size() && line < right.size() && left.get(line).equals(right.get(line))) {
            line++;
        }
        return line + 1;
    }
}
