package io.obs.logging.json;

import io.obs.mask.Masker;
import io.obs.mask.Spans;
import java.util.Arrays;

/**
 * Gathers one text and writes it as the content of a JSON string: masked, escaped, in valid UTF-8, cut at the limit.
 *
 * <p>Gathered in characters first, because a secret may begin in one part of a message and end in the next. One pass
 * then copies the text into the line and classifies it; what it finds there decides whether a second, careful one is
 * needed. One for each {@link LineBuffer}.
 */
final class Text {

    private static final int INITIAL = 512;
    private static final int KEPT = 32 * 1024;

    /** What is gathered beyond the limit, so that a secret across the cut is still recognised. */
    private static final int LOOK_AHEAD = 4 * 1024;

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final byte[] CUT = "\u2026[cut ".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final byte[] CHARACTERS = {' ', 'c', 'h', 'a', 'r', 'a', 'c', 't', 'e', 'r', 's', ']'};

    /** Four counts in one sum, 16 bits each: so many characters are classified in one pass at most. */
    private static final int ONE_PASS = 1 << 15;

    private static final long A_DIGIT = 1;
    private static final long AN_ESCAPE = 1L << 16;
    private static final long A_WORD = 1L << 32;
    private static final long A_TRIGGER = 1L << 48;
    private static final long COUNT = AN_ESCAPE - 1;
    private static final long TRIGGERS = COUNT << 48;
    private static final long WORDS = COUNT << 32;
    private static final long ESCAPES = COUNT << 16;

    private final LineBuffer out;
    private final Masker masker;
    private final int limit;
    private final long[] classes = new long[128];
    private final Spans secrets = new Spans();
    private char[] chars = new char[INITIAL];
    private int end;
    private long cut;

    Text(LineBuffer out, Masker masker, int limit) {
        this.out = out;
        this.masker = masker;
        this.limit = limit;
        for (char c = 0; c < 128; c++) {
            boolean escaped = c < ' ' || c == '"' || c == '\\' || c == 0x7F;
            classes[c] = (escaped ? AN_ESCAPE : 0)
                    + (c >= '0' && c <= '9' ? A_DIGIT : 0)
                    + (masker.trigger(c) ? A_TRIGGER : masker.wordTrigger(c) ? A_WORD : 0);
        }
    }

    Text begin() {
        end = 0;
        cut = 0;
        return this;
    }

    Text add(String part) {
        return add(part, 0, part.length());
    }

    Text add(String part, int from, int to) {
        int size = fitting(to - from);
        part.getChars(from, from + size, chars, end);
        end += size;
        return this;
    }

    Text add(char c) {
        if (fitting(1) == 1) {
            chars[end++] = c;
        }
        return this;
    }

    Text add(long number) {
        if (number == Long.MIN_VALUE) {
            return add(Long.toString(number));
        }
        long rest = number;
        if (rest < 0) {
            add('-');
            rest = -rest;
        }
        long power = 1;
        while (rest / power >= 10) {
            power *= 10;
        }
        for (; power != 0; power /= 10) {
            add((char) ('0' + rest / power % 10));
        }
        return this;
    }

    /** How much was gathered: a place to go back to. */
    int mark() {
        return end;
    }

    /** Forgets what was gathered since. */
    void back(int mark) {
        end = mark;
    }

    /** A whole JSON string: quotes, and a text that may hold secrets. */
    void string(String text) {
        string(text, true);
    }

    /** A whole JSON string of what can hold no secret: a name, an id. */
    void plain(String text) {
        string(text, false);
    }

    private void string(String text, boolean masked) {
        begin().add(text);
        out.room(end + 2);
        out.bytes[out.length++] = '"';
        write(masked);
        out.put('"');
    }

    /** Writes what was gathered. */
    void write(boolean masked) {
        int size = end;
        if (size > limit || size > ONE_PASS || cut != 0) {
            write(masked ? find(size) : 0, size);
            return;
        }
        out.room(size + 1);
        byte[] to = out.bytes;
        char[] from = chars;
        long[] of = classes;
        int at = out.length;
        int all = 0;
        long sum = 0;
        for (int i = 0; i < size; i++) {
            char c = from[i];
            all |= c;
            sum += of[c & 127];
            to[at + i] = (byte) c;
        }
        int found = masked && suspicious(sum, size) ? find(size) : 0;
        if (found == 0 && all < 128 && (sum & ESCAPES) == 0) {
            out.length = at + size;
        } else {
            write(found, size);
        }
    }

    private boolean suspicious(long sum, int size) {
        return (sum & TRIGGERS) != 0
                || (sum & COUNT) >= Masker.LEAST_CARD_DIGITS
                || ((sum & WORDS) != 0 && masker.suspiciousWord(chars, size));
    }

    /** Gives back what an unusually long text needed. */
    void shrink() {
        if (chars.length > KEPT) {
            chars = new char[INITIAL];
        }
    }

    private int find(int size) {
        masker.find(chars, size, secrets);
        return secrets.count();
    }

    private void write(int found, int size) {
        int stop = out.length + limit;
        int from = 0;
        for (int i = 0; i < found; i++) {
            int start = secrets.start(i);
            from = escaped(from, start, stop);
            if (from < start || out.length + Masker.MASK.length() > stop) {
                cut(size - from);
                return;
            }
            out.ascii(Masker.MASK);
            from = secrets.end(i);
        }
        from = escaped(from, size, stop);
        if (from < size || cut > 0) {
            cut(size - from);
        }
    }

    private void cut(int rest) {
        out.put(CUT);
        out.number(rest + cut);
        out.put(CHARACTERS);
    }

    /** Writes characters until the end or until the line's length would pass the stop; returns where it came to. */
    private int escaped(int start, int stopAt, int stop) {
        int i = start;
        while (i < stopAt) {
            out.room(6);
            byte[] to = out.bytes;
            char c = chars[i];
            int at = out.length;
            int last = Math.min(to.length, stop) - 6;
            while (at <= last && c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
                to[at++] = (byte) c;
                if (++i == stopAt) {
                    out.length = at;
                    return i;
                }
                c = chars[i];
            }
            out.length = at;
            if (at > stop - 6) {
                return i;
            }
            if (at <= to.length - 6) {
                i += special(c, i, to, at);
            }
        }
        return i;
    }

    /** Writes one character that isn't plain, of up to 6 bytes; returns how many chars it took. */
    private int special(char c, int i, byte[] to, int at) {
        if (c < 0x80) {
            escape(c, to, at);
        } else if (c < 0xA0 || c == '\u2028' || c == '\u2029') {
            unicode(c, to, at);
        } else if (c < 0x800) {
            to[at] = (byte) (0xC0 | (c >> 6));
            to[at + 1] = (byte) (0x80 | (c & 0x3F));
            out.length = at + 2;
        } else if (!Character.isSurrogate(c)) {
            three(c, to, at);
        } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(chars[i + 1])) {
            int point = Character.toCodePoint(c, chars[i + 1]);
            to[at] = (byte) (0xF0 | (point >> 18));
            to[at + 1] = (byte) (0x80 | ((point >> 12) & 0x3F));
            to[at + 2] = (byte) (0x80 | ((point >> 6) & 0x3F));
            to[at + 3] = (byte) (0x80 | (point & 0x3F));
            out.length = at + 4;
            return 2;
        } else {
            three('\uFFFD', to, at);
        }
        return 1;
    }

    private void three(char c, byte[] to, int at) {
        to[at] = (byte) (0xE0 | (c >> 12));
        to[at + 1] = (byte) (0x80 | ((c >> 6) & 0x3F));
        to[at + 2] = (byte) (0x80 | (c & 0x3F));
        out.length = at + 3;
    }

    private void escape(char c, byte[] to, int at) {
        int letter = switch (c) {
            case '\n' -> 'n';
            case '\t' -> 't';
            case '\r' -> 'r';
            case '"', '\\' -> c;
            default -> 0;
        };
        if (letter == 0 && (c < ' ' || c == 0x7F)) {
            unicode(c, to, at);
        } else if (letter == 0) {
            to[at] = (byte) c; // plain, but near the limit
            out.length = at + 1;
        } else {
            to[at] = '\\';
            to[at + 1] = (byte) letter;
            out.length = at + 2;
        }
    }

    private void unicode(char c, byte[] to, int at) {
        to[at] = '\\';
        to[at + 1] = 'u';
        to[at + 2] = HEX[c >> 12];
        to[at + 3] = HEX[(c >> 8) & 15];
        to[at + 4] = HEX[(c >> 4) & 15];
        to[at + 5] = HEX[c & 15];
        out.length = at + 6;
    }

    /** How many of so many further characters still fit; the others are counted as cut. */
    private int fitting(int more) {
        int most = limit + LOOK_AHEAD - end;
        int size = Math.min(more, Math.max(most, 0));
        cut += more - size;
        if (chars.length - end < size) {
            chars = Arrays.copyOf(chars, Math.max(chars.length * 2, end + size));
        }
        return size;
    }
}
