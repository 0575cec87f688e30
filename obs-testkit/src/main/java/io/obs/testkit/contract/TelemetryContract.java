package io.obs.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obs.testkit.TestTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What others read of a service's telemetry, as text: the names, types and labels of its metrics, the names, kinds and
 * attributes of its spans, the loggers and fields of its lines. No values, so that two runs give the same.
 *
 * <p>Checked in beside the code, it makes a change of telemetry as visible as one of an interface: the build fails, with
 * what is gone and what is new. {@code -Dobs.contract.update=true} or {@code OBS_CONTRACT_UPDATE=true} writes the file anew; the
 * change is then seen where the code is reviewed.
 *
 * <p>Left out, because they differ between machines and runs: metrics of the JVM, the process and obs itself that are not of
 * the catalogue, and lines outside traces. A contract is as whole as what the test has exercised. Immutable.
 *
 * <pre>{@code
 * TelemetryContract.of(telemetry).check(Path.of("src/test/resources/telemetry.txt"));
 * }</pre>
 */
public final class TelemetryContract {

    /** The system property that has the file written. */
    public static final String UPDATE_PROPERTY = "obs.contract.update";

    /** The environment variable that has the file written. */
    public static final String UPDATE_VARIABLE = "OBS_CONTRACT_UPDATE";

    private final String service;
    private final List<String> lines;

    private TelemetryContract(String service, List<String> lines) {
        this.service = service;
        this.lines = lines;
    }

    /** What is recorded by now; waits until each span that has ended has come. */
    public static TelemetryContract of(TestTelemetry telemetry) {
        telemetry.eventually(() -> {
            if (!telemetry.settled()) {
                throw new AssertionError("spans that have ended are still on their way");
            }
        });
        return new TelemetryContract(telemetry.obs().service(), new Recording(telemetry).lines());
    }

    /** As it stands in a file. */
    public String text() {
        return "# The telemetry of " + service + ", as its tests record it. What is meant to change: run them with -D"
                + UPDATE_PROPERTY + "=true, or " + UPDATE_VARIABLE + "=true.\n" + String.join("\n", lines) + "\n";
    }

    /**
     * Compares it with a file, or writes it.
     *
     * @throws AssertionError if it is another one, with the difference; if there is no file
     * @throws UncheckedIOException if the file can't be read or written
     */
    public void check(Path file) {
        boolean update = isTrue(System.getProperty(UPDATE_PROPERTY)) || isTrue(System.getenv(UPDATE_VARIABLE));
        check(file, update);
    }

    void check(Path file, boolean update) {
        try {
            if (update) {
                Path parent = file.toAbsolutePath().getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.writeString(file, text());
                return;
            }
            if (!Files.exists(file)) {
                throw new AssertionError("there is no telemetry contract " + file + " yet" + remedy() + "\n" + text());
            }
            List<String> agreed = Files.readString(file, UTF_8)
                    .lines()
                    .map(String::stripTrailing)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            if (!agreed.equals(lines)) {
                throw new AssertionError("the telemetry is not what " + file + " says (- agreed, + recorded)" + remedy()
                        + "\n" + Difference.between(agreed, lines));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("telemetry contract " + file, e);
        }
    }

    private static String remedy() {
        return "; if that is meant, run with -D" + UPDATE_PROPERTY + "=true, or " + UPDATE_VARIABLE
                + "=true, and check it in:";
    }

    private static boolean isTrue(@Nullable String text) {
        return text != null && text.strip().equalsIgnoreCase("true");
    }
}
