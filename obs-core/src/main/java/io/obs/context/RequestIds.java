package io.obs.context;

import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes request ids, and says which of those that come from outside may be adopted (SPEC section 3). */
public final class RequestIds {

    /** The longest request id that is adopted. */
    public static final int MAX_LENGTH = 64;

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /** A sequence of its own, securely seeded, so that ids don't hang on one generator's 64 bits of state. */
    private static final AtomicLong SEQUENCE = new AtomicLong(new SecureRandom().nextLong());

    private RequestIds() {}

    /** A new id: {@code req-} and 24 hex digits (96 random bits). */
    @SuppressWarnings("deprecation") // the Latin-1 constructor is the one without a decoder
    public static String next() {
        byte[] text = new byte[28];
        text[0] = 'r';
        text[1] = 'e';
        text[2] = 'q';
        text[3] = '-';
        hex(text, 4, mix(SEQUENCE.getAndAdd(GOLDEN_GAMMA)), 16);
        hex(text, 20, ThreadLocalRandom.current().nextInt(), 8);
        return new String(text, 0);
    }

    /** The id as it came where it is 1 to 64 of {@code [A-Za-z0-9._-]}, else null. */
    public static @Nullable String adoptable(@Nullable String offered) {
        if (offered == null || offered.isEmpty() || offered.length() > MAX_LENGTH) {
            return null;
        }
        for (int i = 0; i < offered.length(); i++) {
            char c = offered.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_'
                    || c == '.';
            if (!allowed) {
                return null;
            }
        }
        return offered;
    }

    private static void hex(byte[] text, int at, long bits, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            text[at + i] = HEX[(int) (bits & 15)];
            bits >>>= 4;
        }
    }

    private static long mix(long z) { // the finaliser of SplitMix64
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
