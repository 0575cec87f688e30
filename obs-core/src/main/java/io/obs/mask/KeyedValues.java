package io.obs.mask;

/** Finds the value that belongs to a sensitive key in text: {@code key=value}, {@code key: value}, {@code "key":"value"}, {@code <key>value}. */
final class KeyedValues {

    private static final int MOST_SPACES = 8;

    private final SensitiveKeys keys;

    KeyedValues(SensitiveKeys keys) {
        this.keys = keys;
    }

    /** Adds the secret whose key stands before the separator at an index, if it is one; returns where to go on. */
    int find(char[] text, int separator, int end, Spans found) {
        int keyEnd = endOfKey(text, separator);
        int keyStart = keyEnd;
        while (keyStart > 0 && keyEnd - keyStart < SensitiveKeys.MAX_KEY && keyCharacter(text[keyStart - 1])) {
            keyStart--;
        }
        if (keyStart == keyEnd
                || (text[separator] == '>' && (keyStart == 0 || text[keyStart - 1] != '<'))
                || !keys.matches(text, keyStart, keyEnd)) {
            return separator + 1;
        }
        int start = separator + 1;
        if (start < end && text[separator] == ':' && (text[start] == ':' || text[start] == '/')) {
            return start; // a method reference, a URL's scheme
        }
        if (start < end && (text[start] == '=' || text[start] == '>')) {
            start++; // ==, =>, :=
        }
        while (start < end && (text[start] == ' ' || text[start] == '\t')) {
            start++;
        }
        int slashes = start;
        while (slashes < end && text[slashes] == '\\') {
            slashes++;
        }
        if (slashes < end && (text[slashes] == '"' || text[slashes] == '\'' || text[slashes] == '`')) {
            int inner = slashes + 1;
            return add(inner, closingQuote(text, slashes, slashes - start, end), found, inner);
        }
        if (start < end && (text[start] == '{' || text[start] == '[' || text[start] == '(')) {
            return add(start, closingBracket(text, start, end), found, start);
        }
        if (text[separator] == '>') {
            return add(start, endOfElement(text, start, end), found, start);
        }
        boolean header =
                contains(text, keyStart, keyEnd, "authorization") || contains(text, keyStart, keyEnd, "cookie");
        int stop = header ? endOfHeader(text, start, end) : endOfWord(text, start, end);
        return harmless(text, start, stop) ? stop : add(start, stop, found, separator + 1);
    }

    private static int add(int start, int stop, Spans found, int otherwise) {
        if (stop <= start) {
            return otherwise;
        }
        found.add(start, stop);
        return stop;
    }

    private static int endOfKey(char[] text, int separator) {
        int end = separator;
        if (text[separator] != '>') {
            for (int i = 0; i < MOST_SPACES && end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t'); i++) {
                end--;
            }
        }
        if (end > 0 && (text[end - 1] == '"' || text[end - 1] == '\'' || text[end - 1] == '`')) {
            end--;
            for (int i = 0; i < MOST_SPACES && end > 0 && text[end - 1] == '\\'; i++) {
                end--;
            }
        }
        return end > 0 && text[end - 1] == ']' ? end - 1 : end;
    }

    private static boolean keyCharacter(char c) {
        return TokenShapes.alphanumeric(c) || c == '_' || c == '-' || c == '.';
    }

    /** Where the quote is closed by the same quote behind as many backslashes; the end where it never is. */
    private static int closingQuote(char[] text, int open, int slashes, int end) {
        char quote = text[open];
        int run = 0;
        for (int i = open + 1; i < end; i++) {
            if (text[i] == '\\') {
                run++;
            } else {
                if (text[i] == quote && (slashes == 0 ? run % 2 == 0 : run <= slashes)) {
                    return i - run;
                }
                run = 0;
            }
        }
        return end;
    }

    private static int closingBracket(char[] text, int open, int end) {
        char opening = text[open];
        char closing = opening == '{' ? '}' : opening == '[' ? ']' : ')';
        int depth = 0;
        for (int i = open; i < end; i++) {
            if (text[i] == opening) {
                depth++;
            } else if (text[i] == closing && --depth == 0) {
                return i + 1;
            }
        }
        return end;
    }

    private static int endOfWord(char[] text, int start, int end) {
        int i = start;
        while (i < end && !Character.isWhitespace(text[i]) && ",;&\"'`)]}<>|".indexOf(text[i]) < 0) {
            i++;
        }
        return i;
    }

    private static int endOfElement(char[] text, int start, int end) {
        int i = start;
        while (i < end && text[i] != '<' && text[i] != '\n') {
            i++;
        }
        return i;
    }

    /** A header's value goes to the end of its line, or of the list or map it was printed in. */
    private static int endOfHeader(char[] text, int start, int end) {
        int i = start;
        while (i < end
                && text[i] != '\n'
                && text[i] != '\r'
                && "\"'`]}<".indexOf(text[i]) < 0
                && !nextEntry(text, i, end)) {
            i++;
        }
        return i;
    }

    /** True at the comma of {@code , Name=} or {@code , Name:}, behind which another entry begins. */
    private static boolean nextEntry(char[] text, int comma, int end) {
        if (text[comma] != ',' || comma + 2 >= end || text[comma + 1] != ' ') {
            return false;
        }
        int i = comma + 2;
        while (i < end && i - comma < SensitiveKeys.MAX_KEY && keyCharacter(text[i])) {
            i++;
        }
        return i < end && i > comma + 2 && ((text[i] == '=' && i + 1 < end && text[i + 1] != '"') || text[i] == ':');
    }

    private static boolean harmless(char[] text, int start, int stop) {
        int length = stop - start;
        return length == 0
                || (length == 4 && (is(text, start, "null") || is(text, start, "true")))
                || (length == 5 && is(text, start, "false"));
    }

    private static boolean is(char[] text, int start, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (text[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(char[] text, int start, int end, String word) {
        for (int i = start; i + word.length() <= end; i++) {
            int same = 0;
            while (same < word.length() && (text[i + same] | 0x20) == word.charAt(same)) {
                same++;
            }
            if (same == word.length()) {
                return true;
            }
        }
        return false;
    }
}
