package io.obs.logging.stack;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is known of the classes that occur in traces, found out once for each. Thread-safe, bounded. */
final class ClassNames {

    private static final int MOST = 5_000;

    /**
     * @param name the class as it is shown
     * @param prefix {@code at class.} where that is plain ASCII, else null
     * @param file the source file's name that prefix and file were made with
     * @param location {@code (File.java:} where that is plain ASCII, else null
     * @param noise whether its frames are left out
     * @param hash of the name without what is generated
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Known(
            String name,
            byte @Nullable [] prefix,
            @Nullable String file,
            byte @Nullable [] location,
            boolean noise,
            int hash) {}

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final StackTraceFormat format;

    ClassNames(StackTraceFormat format) {
        this.format = format;
    }

    Known of(StackTraceElement frame) {
        String name = frame.getClassName();
        Known found = known.get(name);
        if (found != null) {
            return found;
        }
        Known made = make(name, frame.getFileName());
        if (known.size() < MOST) {
            known.put(name, made);
        }
        return made;
    }

    private Known make(String name, @Nullable String file) {
        String shown = shortened(name);
        return new Known(
                shown,
                ascii("at " + shown + "."),
                file,
                file == null ? null : ascii("(" + file + ":"),
                noise(name),
                hash(name));
    }

    /** With packages cut to their first letters, from the left, as far as the length asks for it. */
    private String shortened(String name) {
        int excess = format.maxClassNameLength() == 0 ? 0 : name.length() - format.maxClassNameLength();
        if (excess <= 0) {
            return name;
        }
        StringBuilder shown = new StringBuilder(name.length());
        int from = 0;
        for (int dot = name.indexOf('.'); dot >= 0 && excess > 0; dot = name.indexOf('.', from)) {
            if (dot > from) {
                shown.append(name.charAt(from)).append('.');
                excess -= dot - from - 1;
            }
            from = dot + 1;
        }
        return shown.append(name, from, name.length()).toString();
    }

    private boolean noise(String name) {
        List<String> excluded = format.excluded();
        for (int i = 0; i < excluded.size(); i++) {
            if (name.startsWith(excluded.get(i))) {
                return true;
            }
        }
        return !excluded.isEmpty() && (name.contains("$$FastClass") || name.contains(".$Proxy"));
    }

    /** Proxies, lambdas and generated subclasses have numbers in their names that change from run to run. */
    private static int hash(String name) {
        int generated = name.indexOf("$$");
        if (generated < 0) {
            generated = name.indexOf("/0x");
        }
        return (generated > 0 ? name.substring(0, generated) : name).hashCode();
    }

    private static byte @Nullable [] ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7F || c == '"' || c == '\\') {
                return null;
            }
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
