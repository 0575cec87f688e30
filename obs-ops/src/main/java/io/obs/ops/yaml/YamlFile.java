package io.obs.ops.yaml;

import io.obs.ops.cli.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
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
     * @throws BadInput where it can't be read, is no YAML, or has faults
     */
    public static <T> T read(Path file, Set<String> fields, Function<YamlFields, T> reader) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new BadInput(file + ": can't be read: " + e.getMessage(), e);
        }
        return parse(file.toString(), text, fields, reader);
    }

    /** Reads the text; the name is for the faults. */
    public static <T> T parse(String name, String text, Set<String> fields, Function<YamlFields, T> reader) {
        Optional<Node> root;
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(name).build();
            root = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text))).getSingleNode();
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new BadInput(name + line + ": no YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new BadInput(name + ": no YAML: " + e.getMessage(), e);
        }
        if (root.isEmpty()) {
            throw new BadInput(name + ": is empty");
        }
        List<String> faults = new ArrayList<>();
        YamlFields top = new YamlFields(name, "", root.get(), fields, faults);
        T value = faults.isEmpty() ? reader.apply(top) : null;
        if (value == null || !faults.isEmpty()) {
            throw new BadInput(String.join(System.lineSeparator(), faults));
        }
        return value;
    }
}
