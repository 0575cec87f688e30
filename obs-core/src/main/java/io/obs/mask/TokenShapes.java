package io.obs.mask;

import java.util.Set;

/** Recognises secrets by their own shape, wherever they stand: JWTs, bearer and basic credentials, private keys. */
final class TokenShapes {

    private static final int LEAST_BEARER = 6;
    private static final int LEAST_BASIC = 4;
    private static final int MOST_DECODED = 512;

    /** What follows "bearer" in prose. */
    private static final Set<String> PROSE = Set.of(
            "token",
            "tokens",
            "auth",
            "authentication",
            "authorization",
            "scheme",
            "header",
            "realm",
            "error",
            "credentials",
            "credential",
            "challenge",
            "format",
            "prefix",
            "missing",
            "invalid",
            "expired",
            "required",
            "failed");

    private TokenShapes() {}

    /** The end of the JWT or JWE that begins at an index with {@code eyJ}, or -1; one cut off by the end counts. */
    static int endOfJwt(char[] text, int start, int end) {
        int header = endOfBase64Url(text, start, end);
        if (header == end) {
            return end - start >= 16 ? end : -1;
        }
        if (text[header] != '.') {
            return -1;
        }
        int at = header + 1;
        int payload = endOfBase64Url(text, at, end);
        if (payload - at < 2 && payload != end) {
            return -1;
        }
        at = payload;
        while (at < end && text[at] == '.') { // a signature; of a JWE two parts more
            int next = endOfBase64Url(text, at + 1, end);
            if (next == at + 1 && next < end && text[next] != '.') {
                break;
            }
            at = next;
        }
        return at;
    }

    /** The index behind a run of letters, digits, dashes and underscores. */
    static int endOfBase64Url(char[] text, int start, int end) {
        int i = start;
        while (i < end && (alphanumeric(text[i]) || text[i] == '-' || text[i] == '_')) {
            i++;
        }
        return i;
    }

    /** The index behind a run of what tokens are made of. */
    static int endOfToken(char[] text, int start, int end) {
        int i = start;
        while (i < end && tokenCharacter(text[i])) {
            i++;
        }
        return i;
    }

    /** The start of the token after {@code bearer} and spaces at an index, or -1 where there is none. */
    static int bearerToken(char[] text, int word, int end) {
        int start = afterWord("bearer", text, word, end);
        if (start < 0) {
            return -1;
        }
        int stop = endOfToken(text, start, end);
        return stop - start >= LEAST_BEARER && !prose(text, start, stop) ? start : -1;
    }

    /** The start of the credentials after {@code basic} and spaces at an index, or -1 where they don't decode to any. */
    static int basicCredentials(char[] text, int word, int end) {
        int start = afterWord("basic", text, word, end);
        if (start < 0) {
            return -1;
        }
        int stop = endOfToken(text, start, end);
        return stop - start >= LEAST_BASIC && holdsColon(text, start, stop) ? start : -1;
    }

    /** The end of the PEM private key whose {@code BEGIN} stands at an index, or -1. */
    static int endOfPrivateKey(char[] text, int begin, int end) {
        if (begin == 0 || text[begin - 1] != '-' || !starts("BEGIN ", text, begin, end)) {
            return -1;
        }
        int label = begin + 6;
        while (label < end && label < begin + 48 && text[label] != '-' && !starts("PRIVATE KEY", text, label, end)) {
            label++;
        }
        if (!starts("PRIVATE KEY", text, label, end)) {
            return -1;
        }
        for (int i = label; i < end; i++) {
            if (text[i] == 'E' && starts("END ", text, i, end)) {
                return i;
            }
        }
        return end;
    }

    static boolean alphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean tokenCharacter(char c) {
        return alphanumeric(c) || c == '-' || c == '_' || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
    }

    private static int afterWord(String word, char[] text, int at, int end) {
        if ((at > 0 && alphanumeric(text[at - 1])) || at + word.length() >= end) {
            return -1;
        }
        for (int i = 1; i < word.length(); i++) {
            if ((text[at + i] | 0x20) != word.charAt(i)) {
                return -1;
            }
        }
        int start = at + word.length();
        int spaces = start;
        while (start < end && (text[start] == ' ' || text[start] == '\t')) {
            start++;
        }
        return start == spaces ? -1 : start;
    }

    private static boolean prose(char[] text, int start, int stop) {
        int word = start;
        while (word < stop && ((text[word] | 0x20) >= 'a' && (text[word] | 0x20) <= 'z')) {
            word++;
        }
        boolean key = word < stop && text[word] == '='; // the next key, not a token
        for (int i = word; i < stop && !key; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                return false;
            }
        }
        return word - start <= 16
                && PROSE.contains(new String(text, start, word - start).toLowerCase(java.util.Locale.ROOT));
    }

    /** Decodes base64 as it goes and looks for the colon between user and password, and for nothing unprintable before. */
    private static boolean holdsColon(char[] text, int start, int stop) {
        int bits = 0;
        int count = 0;
        int last = Math.min(stop, start + MOST_DECODED);
        for (int i = start; i < last; i++) {
            int value = base64(text[i]);
            if (value < 0) {
                return false;
            }
            bits = (bits << 6) | value;
            count += 6;
            if (count >= 8) {
                count -= 8;
                int decoded = (bits >>> count) & 0xFF;
                if (decoded == ':') {
                    return true;
                }
                if (decoded < ' ' || decoded == 0x7F) {
                    return false;
                }
            }
        }
        return false;
    }

    private static int base64(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }

    private static boolean starts(String with, char[] text, int at, int end) {
        if (end - at < with.length()) {
            return false;
        }
        for (int i = 0; i < with.length(); i++) {
            if (text[at + i] != with.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
