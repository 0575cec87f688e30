package io.obs.mask;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Knows by its name whether a key holds a secret: {@code dbPassword}, {@code X-Api-Key}, {@code refresh_token}.
 *
 * <p>A name is read as words, parted by case, digits and punctuation. Some stems count wherever they occur, some only
 * where a word ends with them ({@code accesstoken}, not {@code tokens} or {@code secretary}), some only as a whole word.
 * A name whose last word says that it is about the secret, not the secret itself ({@code token_type},
 * {@code password_length}, {@code InvalidTokenException}), holds none.
 */
final class SensitiveKeys {

    /** Only so much of a key is looked at: its end. */
    static final int MAX_KEY = 64;

    private static final List<String> ANYWHERE = List.of(
            "password",
            "passwd",
            "passphrase",
            "passcode",
            "authorization",
            "credential",
            "apikey",
            "privatekey",
            "accesskey",
            "secretkey",
            "signingkey",
            "encryptionkey",
            "cookie",
            "sessionid",
            "sessid",
            "cardnumber",
            "creditcard",
            "clientsecret");
    private static final List<String> AT_WORD_END = List.of("token", "secret", "secrets", "pwd");
    private static final List<String> WHOLE_WORD = List.of("session", "jwt", "bearer", "otp", "cvv", "cvc", "cvv2");
    private static final Set<String> ABOUT = Set.of(
            "count",
            "type",
            "length",
            "len",
            "size",
            "ttl",
            "expires",
            "expiry",
            "expired",
            "expiration",
            "timeout",
            "enabled",
            "required",
            "duration",
            "limit",
            "policy",
            "exception",
            "error",
            "errors",
            "handler",
            "service",
            "provider",
            "filter",
            "manager",
            "factory",
            "invalid",
            "missing",
            "valid",
            "name",
            "age",
            "endpoint",
            "url",
            "uri");

    private static final char NEVER = '\0';

    private final String[][] anywhere = new String[128][];
    private final String[][] atWordEnd = new String[128][];
    private final String[][] wholeWord = new String[128][];

    SensitiveKeys(Collection<String> more) {
        List<String> stems = new ArrayList<>(ANYWHERE);
        for (String key : more) {
            String stem = stem(key);
            if (stem.isEmpty()) {
                throw new IllegalArgumentException("sensitive key '" + key + "' holds no letter or digit of ASCII");
            }
            stems.add(stem);
        }
        index(stems, anywhere);
        index(AT_WORD_END, atWordEnd);
        index(WHOLE_WORD, wholeWord);
    }

    boolean matches(String key) {
        int from = Math.max(0, key.length() - MAX_KEY);
        char[] text = new char[key.length() - from];
        key.getChars(from, key.length(), text, 0);
        return matches(text, 0, text.length);
    }

    /** True where the text from start to end, of which only the end is looked at, is a sensitive key. */
    boolean matches(char[] text, int start, int end) {
        int from = Math.max(start, end - MAX_KEY);
        if (!promising(text, from, end)) {
            return false;
        }
        char[] letters = new char[end - from]; // the rare case: a stem's first letters are there
        boolean[] begins = new boolean[end - from + 1];
        int length = 0;
        boolean gap = true;
        for (int i = from; i < end; i++) {
            char c = text[i];
            if (!letterOrDigit(c)) {
                gap = true;
                continue;
            }
            boolean hump = upper(c) && i > from && (!upper(text[i - 1]) || (i + 1 < end && lower(text[i + 1])));
            begins[length] = gap || hump;
            letters[length++] = fold(c);
            gap = false;
        }
        begins[length] = true;
        int lastWord = length - 1;
        while (lastWord > 0 && !begins[lastWord]) {
            lastWord--;
        }
        if (length == 0 || ABOUT.contains(new String(letters, lastWord, length - lastWord))) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (at(anywhere, letters, i, length) != 0
                    || endsWord(at(atWordEnd, letters, i, length), i, begins, letters)
                    || (begins[i] && endsWord(at(wholeWord, letters, i, length), i, begins, letters))) {
                return true;
            }
        }
        return false;
    }

    private boolean promising(char[] text, int from, int end) {
        for (int i = from; i < end - 1; i++) {
            char c = fold(text[i]);
            if (c < 128 && (anywhere[c] != null || atWordEnd[c] != null || wholeWord[c] != null)) {
                return true;
            }
        }
        return false;
    }

    /** The length of the longest stem that the letters have at an index, or 0. */
    private static int at(String[][] stems, char[] letters, int index, int length) {
        String[] candidates = letters[index] < 128 ? stems[letters[index]] : null;
        int longest = 0;
        if (candidates != null) {
            for (String stem : candidates) {
                if (stem.length() > longest && stem.length() <= length - index && startsWith(stem, letters, index)) {
                    longest = stem.length();
                }
            }
        }
        return longest;
    }

    private static boolean endsWord(int stem, int index, boolean[] begins, char[] letters) {
        int end = index + stem;
        return stem != 0 && (begins[end] || (letters[end] >= '0' && letters[end] <= '9'));
    }

    private static boolean startsWith(String stem, char[] letters, int index) {
        for (int i = 0; i < stem.length(); i++) {
            if (letters[index + i] != stem.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static void index(Collection<String> stems, String[][] to) {
        for (String stem : stems) {
            char first = stem.charAt(0);
            String[] before = to[first] == null ? new String[0] : to[first];
            String[] after = java.util.Arrays.copyOf(before, before.length + 1);
            after[before.length] = stem;
            to[first] = after;
        }
    }

    private static String stem(String key) {
        StringBuilder letters = new StringBuilder();
        for (char c : key.toLowerCase(Locale.ROOT).toCharArray()) {
            if (letterOrDigit(c)) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static boolean letterOrDigit(char c) {
        return lower(c) || upper(c) || (c >= '0' && c <= '9');
    }

    private static boolean upper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean lower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static char fold(char c) {
        if (upper(c)) {
            return (char) (c + ('a' - 'A'));
        }
        return c < 128 ? c : NEVER;
    }
}
