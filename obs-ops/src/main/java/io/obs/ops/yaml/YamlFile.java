package io.obs.ops.yaml;

import io.obs.ops.cli.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads a YAML document into an own type and tells all that is wrong with it at once, each fault with its line.
 *
 * <pre>{@code
 * Targets targets = YamlFile.read(path, Set.of("targets"), top -> new Targets(top.texts("targets")));
 * }</pre>
 */
public final class YamlFile {

    private YamlFile() {}

    /**
     * Reads the file.
     *
     * @throws BadInput where it can't be read, is no YAML or more than one document, or has faults
     */
    public static <T> T read(Path file, Set<String> fields, Function<YamlFields, T> reader) {
        return parse(file.toString(), text(file), fields, reader);
    }

    /**
     * Reads all documents of the files, whatever their fields, and all of them before the reader is asked, which may look from one into
     * another.
     *
     * @throws BadInput where a file can't be read, is no YAML or has no document, or they have faults
     */
    public static <T> T readAll(List<Path> files, Function<List<YamlFields>, T> reader) {
        List<String> faults = new ArrayList<>();
        List<YamlFields> documents = new ArrayList<>();
        for (Path file : files) {
            List<Node> nodes = documents(file.toString(), text(file));
            if (nodes.isEmpty()) {
                faults.add(file + ": is empty");
            }
            for (Node node : nodes) {
                documents.add(new YamlFields(file.toString(), "", node, Set.of(), faults));
            }
        }
        return finished(faults, () -> reader.apply(documents));
    }

    /** Reads the text; the name is for the faults. */
    public static <T> T parse(String name, String text, Set<String> fields, Function<YamlFields, T> reader) {
        List<Node> documents = documents(name, text);
        if (documents.isEmpty()) {
            throw new BadInput(name + ": is empty; there may be " + String.join(", ", new TreeSet<>(fields)));
        }
        if (documents.size() > 1) {
            int line = documents.get(1).getStartMark().map(Mark::getLine).orElse(0) + 1;
            throw new BadInput(name + ":" + line + ": is a second document; one is allowed");
        }
        List<String> faults = new ArrayList<>();
        YamlFields top = new YamlFields(name, "", documents.get(0), fields, faults);
        return finished(faults, () -> reader.apply(top));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadInput(file + ": can't be read: " + e.getMessage(), e);
        }
    }

    /** Those that are not empty. */
    private static List<Node> documents(String name, String text) {
        List<Node> documents = new ArrayList<>();
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(name).build();
            Composer composer = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)));
            while (composer.hasNext()) {
                Node node = composer.next();
                if (!(node instanceof ScalarNode scalar
                        && scalar.isPlain()
                        && scalar.getValue().isEmpty())) {
                    documents.add(node);
                }
            }
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new BadInput(name + line + ": no YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new BadInput(name + ": no YAML: " + e.getMessage(), e);
        }
        return documents;
    }

    private static <T> T finished(List<String> faults, Supplier<T> reader) {
        T value = faults.isEmpty() ? reader.get() : null;
        if (value == null || !faults.isEmpty()) {
            throw new BadInput(faults.stream().distinct().collect(Collectors.joining(System.lineSeparator())));
        }
        return value;
    }
}
