package io.obs.ops.check;

import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import io.obs.ops.cli.BadInput;
import io.obs.ops.cli.ExitCodes;
import io.obs.ops.prometheus.PrometheusException;
import io.obs.ops.prometheus.ServerOptions;
import io.obs.ops.settings.Settings;
import io.obs.ops.settings.SettingsOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code obs-ops check}: does the set-up fit, and what to do where it does not. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Tell whether the set-up fits: what a service exposes, what Prometheus scrapes, evaluates and sends, and the files"
                    + " that obs-ops made. It reads only, and changes nothing.",
            "Rules and files are held against what obs-ops writes of the settings given here: give those they were made with.",
            "Not compared: rules of objectives, Alertmanager's and the probe's files (slo, alertmanager, probe --check)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  obs-ops check --scrape http://localhost:9464/metrics --expect http,job",
            "  obs-ops check --prometheus http://localhost:9090 --config obs-ops.yml",
            "  obs-ops check --dir ops --format json",
            "",
            "Each finding (!!) says what is wrong and what to do (->); ok is well, -- is good",
            "to know and no fault. Exit codes: 0 all is well, 1 findings, 2 wrong usage,",
            "3 a place could not be asked."
        })
public final class CheckCommand implements Callable<Integer> {

    /** For people or for programs. */
    enum Format {
        TEXT,
        JSON
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Option(
            names = "--scrape",
            paramLabel = "URL",
            description = "The /metrics of a service, as Prometheus scrapes it (may be repeated).")
    private List<String> scrapes = List.of();

    @Option(
            names = "--scrape-token-file",
            paramLabel = "FILE",
            description = "Holds the token of the services' admin endpoints, obs.admin.token.")
    private @Nullable Path scrapeToken;

    @Option(
            names = "--expect",
            paramLabel = "GROUP",
            split = ",",
            description =
                    "Groups of the catalogue that the scraped services must have: http, job, queue, db and so on.")
    private List<String> expected = List.of();

    @Option(names = "--dir", paramLabel = "DIR", description = "Where the commands wrote their files: their --out.")
    private @Nullable Path directory;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Format format = Format.TEXT;

    @ArgGroup(exclusive = false, multiplicity = "0..1")
    private @Nullable ServerOptions server;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    /** For the program. */
    public CheckCommand() {}

    /** One place, which may not let itself be asked. */
    @FunctionalInterface
    private interface Place {
        Examined examine() throws IOException;
    }

    @Override
    public Integer call() throws IOException {
        if (scrapes.isEmpty() && server == null && directory == null) {
            throw new BadInput("nothing to check: say what, with --scrape URL, --prometheus URL or --dir DIR");
        }
        Settings settings = options.settings();
        List<Examined> examined = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Place place : places(settings)) {
            try {
                examined.add(place.examine());
            } catch (IOException | PrometheusException e) {
                failures.add(e.getMessage());
            }
        }
        Told told = new Told(examined, failures);
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.print(told.json());
        } else {
            told.text(out);
        }
        return !failures.isEmpty() ? ExitCodes.FAILED : told.findings() > 0 ? ExitCodes.BREACH : ExitCodes.OK;
    }

    private List<Place> places(Settings settings) throws IOException {
        Set<String> groups =
                Catalog.all().stream().map(MetricSpec::group).collect(Collectors.toCollection(TreeSet::new));
        for (String group : expected) {
            if (!groups.contains(group)) {
                throw new BadInput("--expect " + group + " is unknown; there are " + String.join(", ", groups));
            }
        }
        String token = scrapeToken == null ? null : token(scrapeToken);
        List<Place> places = new ArrayList<>();
        for (String url : scrapes) {
            URI address = address(url);
            places.add(() -> new ScrapeCheck(address, token, expected).examine());
        }
        ServerOptions asked = server;
        if (asked != null) {
            places.add(() -> new ServerCheck(asked.client(), asked.url(), settings, Instant.now()).examine());
        }
        Path there = directory;
        if (there != null) {
            if (!Files.isDirectory(there)) {
                throw new BadInput("--dir " + there + " is not a directory");
            }
            places.add(() -> new FilesCheck(there, settings).examine());
        }
        return places;
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new BadInput("the secret in " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static URI address(String url) {
        try {
            URI address = URI.create(url);
            if (url.matches("https?://.*") && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new BadInput("--scrape " + url + " is not allowed; allowed: an http or https URL", e);
        }
        throw new BadInput("--scrape " + url + " is not allowed; allowed: an http or https URL");
    }
}
