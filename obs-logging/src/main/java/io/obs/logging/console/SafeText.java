package io.obs.logging.console;

/** Text from outside, so that it can neither break a line nor steer a terminal. */
final class SafeText {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private SafeText() {}

    /** Appends at most so many characters; control and direction characters escaped, lone surrogates as U+FFFD. */
    static void append(StringBuilder to, String text, int max) {
        int end = Math.min(text.length(), max);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                to.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                to.append('\uFFFD');
            } else if (harmful(c)) {
                escape(to, c);
            } else {
                to.append(c);
            }
        }
        if (end < text.length()) {
            to.append("... (").append(text.length() - end).append(" more characters)");
        }
    }

    private static boolean harmful(char c) {
        return c < ' '
                || (c >= 0x7f && c <= 0x9f)
                || c == 0x2028
                || c == 0x2029
                || c == 0x061c
                || (c >= 0x200e && c <= 0x200f)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static void escape(StringBuilder to, char c) {
        switch (c) {
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default ->
                to.append("\\u")
                        .append(HEX[c >> 12])
                        .append(HEX[c >> 8 & 15])
                        .append(HEX[c >> 4 & 15])
                        .append(HEX[c & 15]);
        }
    }
}
