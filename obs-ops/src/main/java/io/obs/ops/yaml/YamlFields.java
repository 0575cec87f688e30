package io.obs.ops.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The fields of one YAML mapping. What is wrong with them is gathered, with its line; the reading goes on. */
public final class YamlFields {

    private static final Node NOTHING = new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK);

    private final String file;
    private final String path;
    private final Node node;
    private final List<String> faults;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    YamlFields(String file, String path, Node node, Set<String> allowed, List<String> faults) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.faults = faults;
        if (!(node instanceof MappingNode mapping)) {
            fault(
                    node,
                    path.isEmpty() ? "the document" : path,
                    "must have fields" + (allowed.isEmpty() ? "" : ": " + listed(allowed)));
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
            if (fields.put(name, tuple.getValueNode()) != null) {
                fault(tuple.getKeyNode(), at(name), "is there twice");
            }
            keys.put(name, tuple.getKeyNode());
        }
        if (!allowed.isEmpty()) {
            only(allowed);
        }
    }

    /** The same; a field of another name is a fault, and gone. For fields whose names were not yet known when they were read. */
    public YamlFields only(Set<String> allowed) {
        for (String name : names()) {
            if (!allowed.contains(name)) {
                fault(name, "is unknown; there are " + listed(allowed));
                fields.remove(name);
            }
        }
        return this;
    }

    private static String listed(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    /** True where the field is there. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The names that are there, in their order. */
    public List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /** The text, or null where it is missing or empty. */
    public @Nullable String text(String name) {
        Node value = fields.get(name);
        if (value instanceof ScalarNode scalar) {
            String text = scalar.getValue().strip();
            return scalar.isPlain() && Set.of("", "null", "~").contains(text) ? null : text;
        }
        if (value != null) {
            fault(value, at(name), "must be a text");
        }
        return null;
    }

    /** The text; empty, and a fault, where it is missing. */
    public String requiredText(String name) {
        String text = text(name);
        if (text == null && !(fields.get(name) instanceof MappingNode || fields.get(name) instanceof SequenceNode)) {
            fault(node, at(name), "is missing");
        }
        return text == null ? "" : text;
    }

    /** What the parser makes of the text, or null; an IllegalArgumentException or DateTimeException of its is a fault. */
    public <T> @Nullable T parsed(String name, String allowed, Function<String, T> parser) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            fault(name, "\"" + text + "\" is not allowed; allowed: " + allowed);
            return null;
        }
    }

    /** A finite number between the two, or null. */
    public @Nullable Double number(String name, double least, double most) {
        return parsed(name, "a number from " + least + " to " + most, text -> {
            double number = Double.parseDouble(text);
            if (!(number >= least && number <= most)) {
                throw new IllegalArgumentException(text);
            }
            return number;
        });
    }

    /** The texts of a list, or of a single text; none where it is missing. */
    public List<String> texts(String name) {
        Node value = fields.get(name);
        if (value instanceof SequenceNode sequence) {
            List<String> texts = new ArrayList<>();
            for (Node element : sequence.getValue()) {
                if (element instanceof ScalarNode scalar) {
                    texts.add(scalar.getValue());
                } else {
                    fault(element, at(name), "must be a list of texts");
                }
            }
            return List.copyOf(texts);
        }
        String text = text(name);
        return text == null ? List.of() : List.of(text);
    }

    /** The fields of a mapping below this one, or null where it is missing; no allowed names: any. */
    public @Nullable YamlFields child(String name, Set<String> allowed) {
        Node value = fields.get(name);
        return value == null ? null : new YamlFields(file, at(name), value, allowed, faults);
    }

    /** The fields of a mapping below this one; without any, and a fault, where it is missing. */
    public YamlFields requiredChild(String name, Set<String> allowed) {
        YamlFields child = child(name, allowed);
        if (child != null) {
            return child;
        }
        fault(name, "is missing");
        return new YamlFields(file, at(name), NOTHING, allowed, new ArrayList<>());
    }

    /** True where the field is missing, or has nothing in it. */
    public boolean isEmpty(String name) {
        Node value = fields.get(name);
        return value == null
                || (value instanceof SequenceNode sequence
                        && sequence.getValue().isEmpty())
                || (value instanceof ScalarNode && text(name) == null);
    }

    /** The mappings of a list below this one; none where it is missing or nothing. */
    public List<YamlFields> children(String name, Set<String> allowed) {
        List<YamlFields> children = new ArrayList<>();
        Node value = fields.get(name);
        if (value instanceof SequenceNode sequence) {
            for (Node element : sequence.getValue()) {
                String at = at(name) + "[" + (children.size() + 1) + "]";
                children.add(new YamlFields(file, at, element, allowed, faults));
            }
        } else if (!isEmpty(name)) {
            fault(name, "must be a list");
        }
        return children;
    }

    /** Adds a fault of the reader's own. */
    public void fault(String name, String fault) {
        fault(keys.getOrDefault(name, node), at(name), fault);
    }

    private void fault(Node where, String field, String fault) {
        int line = where.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        faults.add(file + ":" + line + ": " + field + " " + fault);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
