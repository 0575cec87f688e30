package io.obs.mask;

import io.obs.config.CoreKeys;
import io.obs.config.ObservabilityConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Finds secrets: by the names of keys, and in text by {@code key=value} of such keys and by their own shape (SPEC
 * section 2).
 *
 * <p>Sensitive keys are those that hold the words password, secret, token, authorization, api key, cookie, credential,
 * session id, private key and their like, whatever their case and spelling. By their shape are known: bearer tokens,
 * basic credentials, JWTs, PEM private keys, the passwords in URLs, payment card numbers. Immutable and thread-safe. It
 * takes time linear in the length of the text, whatever the text is.
 *
 * <pre>{@code
 * masker.mask("login user=ann password=hunter2"); // login user=ann password=***
 * }</pre>
 */
public final class Masker {

    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    /** Text with fewer digits holds no card number. */
    public static final int LEAST_CARD_DIGITS = CardNumbers.LEAST_DIGITS;

    private static final Masker STANDARD = new Masker(List.of(), List.of());
    private static final int LEAST_PREFIX = 3;

    private static final byte SEPARATOR = 1;
    private static final byte DIGIT = 2;
    private static final byte JWT = 3;
    private static final byte WORD_WITH_B = 4;

    private final byte[] kinds = new byte[128];
    private final boolean[] prefixed = new boolean[128];
    private final String[] prefixes;
    private final SensitiveKeys keys;
    private final KeyedValues values;

    private Masker(Collection<String> moreKeys, Collection<String> moreTokenPrefixes) {
        keys = new SensitiveKeys(moreKeys);
        values = new KeyedValues(keys);
        prefixes = moreTokenPrefixes.toArray(new String[0]);
        for (String prefix : prefixes) {
            if (prefix.length() < LEAST_PREFIX || prefix.charAt(0) >= 128) {
                throw new IllegalArgumentException("the beginning of a secret '" + prefix + "'; allowed: at least "
                        + LEAST_PREFIX + " characters, the first of ASCII");
            }
            prefixed[prefix.charAt(0)] = true;
        }
        for (char c = '0'; c <= '9'; c++) {
            kinds[c] = DIGIT;
        }
        kinds['='] = SEPARATOR;
        kinds[':'] = SEPARATOR;
        kinds['>'] = SEPARATOR;
        kinds['J'] = JWT;
        kinds['b'] = WORD_WITH_B;
        kinds['B'] = WORD_WITH_B;
    }

    /** Knows the keys and shapes of SPEC section 2. */
    public static Masker standard() {
        return STANDARD;
    }

    /**
     * Knows more than the standard one.
     *
     * @param moreKeys words that make a key sensitive wherever they occur in it, whatever their case: {@code iban}
     * @param moreTokenPrefixes how further secrets begin, 3 characters at least: {@code sk_live_}, {@code ghp_}
     * @throws IllegalArgumentException for words without letters and for prefixes too short
     */
    public static Masker with(Collection<String> moreKeys, Collection<String> moreTokenPrefixes) {
        return new Masker(new ArrayList<>(moreKeys), new ArrayList<>(moreTokenPrefixes));
    }

    /** Knows what {@code obs.mask.keys} and {@code obs.mask.prefixes} add to the standard one. */
    public static Masker of(ObservabilityConfig config) {
        return with(config.get(CoreKeys.MASK_KEYS), config.get(CoreKeys.MASK_PREFIXES));
    }

    /** True where the value of such a key is a secret. */
    public boolean sensitive(String key) {
        return keys.matches(key);
    }

    /** True where a number is, by size, beginning and check digit, the card number of one of the big brands. */
    public boolean card(long number) {
        return CardNumbers.isCard(number);
    }

    /**
     * True for the characters without which a text holds no secret, if it has fewer than {@link #LEAST_CARD_DIGITS}
     * digits and no {@link #suspiciousWord} either.
     */
    public boolean trigger(char c) {
        return c < 128 && (kinds[c] == SEPARATOR || kinds[c] == JWT || prefixed[c]);
    }

    /** True for the characters that a {@link #suspiciousWord} begins with. */
    public boolean wordTrigger(char c) {
        return c < 128 && kinds[c] == WORD_WITH_B;
    }

    /** True where a text may hold one of the words that go before a secret: bearer, basic, BEGIN. */
    public boolean suspiciousWord(char[] text, int end) {
        for (int i = 0; i < end - 4; i++) {
            if ((text[i] | 0x20) == 'b') {
                int pair = (text[i + 1] | 0x20) << 8 | (text[i + 2] | 0x20);
                if (pair == ('e' << 8 | 'a') || pair == ('a' << 8 | 's') || pair == ('e' << 8 | 'g')) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The text with its secrets masked; the same object where it has none. */
    public String mask(String text) {
        char[] characters = text.toCharArray();
        Spans found = new Spans();
        find(characters, characters.length, found);
        if (found.count() == 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int from = 0;
        for (int i = 0; i < found.count(); i++) {
            masked.append(text, from, found.start(i)).append(MASK);
            from = found.end(i);
        }
        return masked.append(text, from, text.length()).toString();
    }

    /** Finds all secrets of a text. */
    public void find(char[] text, int end, Spans found) {
        found.clear();
        int i = 0;
        while (i < end) {
            char c = text[i];
            if (c >= 128) {
                i++;
                continue;
            }
            int next = switch (kinds[c]) {
                case SEPARATOR -> separator(text, i, end, found);
                case DIGIT -> digits(text, i, end, found);
                case JWT -> jwt(text, i, end, found);
                case WORD_WITH_B -> wordWithB(text, i, end, found);
                default -> i + 1;
            };
            if (prefixed[c] && next <= i + 1) {
                next = prefixed(text, i, end, found);
            }
            i = next;
        }
    }

    private int separator(char[] text, int i, int end, Spans found) {
        if (text[i] == ':' && i + 2 < end && text[i + 1] == '/' && text[i + 2] == '/') {
            return userInfo(text, i + 3, end, found);
        }
        return values.find(text, i, end, found);
    }

    /** The password of {@code scheme://user:password@host}. */
    private static int userInfo(char[] text, int start, int end, Spans found) {
        int colon = -1;
        int at = -1;
        int i = start;
        while (i < end && !Character.isWhitespace(text[i]) && "/?#\"'<>".indexOf(text[i]) < 0) {
            if (text[i] == ':' && colon < 0) {
                colon = i;
            } else if (text[i] == '@') {
                at = i;
            }
            i++;
        }
        if (colon < 0 || at <= colon + 1) {
            return start;
        }
        found.add(colon + 1, at);
        return at;
    }

    private static int digits(char[] text, int i, int end, Spans found) {
        int card = CardNumbers.endOfCard(text, i, end);
        if (card > 0) {
            found.add(i, card);
            return card;
        }
        int next = i + 1;
        while (next < end && text[next] >= '0' && text[next] <= '9') {
            next++;
        }
        return next;
    }

    private static int jwt(char[] text, int i, int end, Spans found) {
        if (i < 2 || text[i - 1] != 'y' || text[i - 2] != 'e' || overlaps(i - 2, found)) {
            return i + 1;
        }
        int stop = TokenShapes.endOfJwt(text, i - 2, end);
        if (stop < 0) {
            return TokenShapes.endOfBase64Url(text, i, end);
        }
        found.add(i - 2, stop);
        return stop;
    }

    private static int wordWithB(char[] text, int i, int end, Spans found) {
        int start = TokenShapes.bearerToken(text, i, end);
        if (start < 0) {
            start = TokenShapes.basicCredentials(text, i, end);
        }
        if (start >= 0) {
            int stop = TokenShapes.endOfToken(text, start, end);
            found.add(start, stop);
            return stop;
        }
        int key = TokenShapes.endOfPrivateKey(text, i, end);
        if (key < 0) {
            return i + 1;
        }
        found.add(i, key);
        return key;
    }

    private int prefixed(char[] text, int i, int end, Spans found) {
        if (i > 0 && TokenShapes.alphanumeric(text[i - 1])) {
            return i + 1;
        }
        for (String prefix : prefixes) {
            if (end - i > prefix.length() && prefix.contentEquals(java.nio.CharBuffer.wrap(text, i, prefix.length()))) {
                int stop = TokenShapes.endOfToken(text, i, end);
                found.add(i, stop);
                return stop;
            }
        }
        return i + 1;
    }

    private static boolean overlaps(int start, Spans found) {
        return found.count() > 0 && found.end(found.count() - 1) > start;
    }
}
