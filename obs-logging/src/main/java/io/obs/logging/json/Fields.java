package io.obs.logging.json;

import io.obs.mask.Masker;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the fields that a service uses, so that their names are looked at and encoded once. Thread-safe, bounded. */
final class Fields {

    private static final int MOST = 2_000;
    private static final int LONGEST_NAME = 200;

    private final Map<String, Field> known = new ConcurrentHashMap<>();
    private final Masker masker;

    Fields(Masker masker) {
        this.masker = masker;
    }

    Field named(String name) {
        Field field = known.get(name);
        if (field != null) {
            return field;
        }
        Field made = make(name);
        if (known.size() < MOST && name.length() <= LONGEST_NAME) {
            known.put(name, made);
        }
        return made;
    }

    private Field make(String given) {
        String name = given.isEmpty() ? "_" : given; // Elasticsearch takes no empty name
        LineBuffer out = new LineBuffer();
        Text text = new Text(out, masker, LONGEST_NAME * 2);
        out.put(',');
        out.put('"');
        if (name.length() <= LONGEST_NAME) {
            text.begin().add(name).write(true);
        } else {
            int end = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
            text.begin().add(name, 0, end).write(true);
        }
        String shown = unescaped(out, name);
        out.put('"');
        out.put(':');
        byte[] prefix = java.util.Arrays.copyOf(out.bytes, out.length);
        return new Field(shown, prefix, masker.sensitive(given), Field.STANDARD.indexOf(name), Field.ambiguous(name));
    }

    /** What makes two names the same field: the bytes that stand in the line. */
    private static String unescaped(LineBuffer out, String name) {
        String written = new String(out.bytes, 2, out.length - 2, StandardCharsets.UTF_8);
        return written.equals(name) ? name : written;
    }
}
