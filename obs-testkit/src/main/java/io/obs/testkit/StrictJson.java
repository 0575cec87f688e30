package io.obs.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as RFC 8259 has it, and refuses what lenient parsers let pass: a key that occurs twice, a raw control
 * character, a lone surrogate, anything after the end.
 *
 * <p>Objects become maps in their order, arrays lists, numbers Long or Double, the rest String, Boolean or null.
 */
public final class StrictJson {

    private final String text;
    private int at;

    private StrictJson(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException saying where the text is no JSON */
    public static @Nullable Object parse(String text) {
        StrictJson json = new StrictJson(text);
        json.space();
        Object value = json.value();
        json.space();
        json.check(json.at == text.length(), "the end");
        return value;
    }

    private @Nullable Object value() {
        check(at < text.length(), "a value");
        return switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        at++;
        space();
        if (take('}')) {
            return fields;
        }
        do {
            space();
            check(at < text.length() && text.charAt(at) == '"', "a key");
            String key = string();
            check(!fields.containsKey(key), "no second \"" + key + "\"");
            space();
            check(take(':'), "a colon");
            space();
            fields.put(key, value());
            space();
        } while (take(','));
        check(take('}'), "a closing brace");
        return fields;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> values = new ArrayList<>();
        at++;
        space();
        if (take(']')) {
            return values;
        }
        do {
            space();
            values.add(value());
            space();
        } while (take(','));
        check(take(']'), "a closing bracket");
        return values;
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        at++;
        while (!take('"')) {
            check(at < text.length(), "a closing quote");
            char c = text.charAt(at++);
            check(c >= ' ', "an escape instead of a control character");
            value.append(c == '\\' ? escape() : c);
        }
        check(value.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF), "no lone surrogate");
        return value.toString();
    }

    private char escape() {
        check(at < text.length(), "an escape");
        char c = text.charAt(at++);
        if (c == 'u') {
            check(at + 4 <= text.length(), "four hex digits");
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int known = "\"\\/bfnrt".indexOf(c);
        check(known >= 0, "a known escape");
        return "\"\\/\b\f\n\r\t".charAt(known);
    }

    private Number number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(from, at);
        check(number.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?"), "a number");
        if (number.matches("-?\\d{1,18}")) {
            return Long.parseLong(number);
        }
        return Double.parseDouble(number);
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        check(text.startsWith(word, at), word);
        at += word.length();
        return value;
    }

    private boolean take(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void check(boolean fits, String expected) {
        if (!fits) {
            throw new IllegalArgumentException("expected " + expected + " at " + at + " of: " + text);
        }
    }
}
