package io.obs.logging.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Writes numbers as JSON numbers, whatever the locale; NaN and infinities, which JSON has no words for, as strings. */
final class Numbers {

    private static final double MOST_EXACT = 1e12;
    private static final double MOST_PLAIN = 1e7;
    private static final int MOST_BITS = 4096;
    private static final int LONGEST = 1024;

    private Numbers() {}

    /** A number with at most three decimals. */
    static void decimal(double value, LineBuffer out) {
        if (!(Math.abs(value) < MOST_EXACT)) {
            rare(value, out);
            return;
        }
        long thousandths = Math.round(value * 1000);
        if (thousandths < 0) {
            out.put('-');
            thousandths = -thousandths;
        }
        out.number(thousandths / 1000);
        int fraction = (int) (thousandths % 1000);
        if (fraction != 0) {
            out.put('.');
            out.put((char) ('0' + fraction / 100));
            if (fraction % 100 != 0) {
                out.put((char) ('0' + fraction / 10 % 10));
            }
            if (fraction % 10 != 0) {
                out.put((char) ('0' + fraction % 10));
            }
        }
    }

    private static void rare(double value, LineBuffer out) {
        if (Double.isFinite(value)) {
            out.ascii(BigDecimal.valueOf(value)
                    .setScale(3, RoundingMode.HALF_UP)
                    .stripTrailingZeros()
                    .toString());
        } else {
            floating(value, Double.toString(value), out);
        }
    }

    /** A double as {@link Double#toString(double)} writes it, without that where it has three decimals at most. */
    private static void floating(double value, LineBuffer out) {
        double size = Math.abs(value);
        if (size >= 0.001 && size < MOST_PLAIN && Math.rint(value * 1000) / 1000 == value) {
            decimal(value, out);
            if (Math.rint(value) == value) {
                out.put('.');
                out.put('0');
            }
        } else {
            floating(value, Double.toString(value), out);
        }
    }

    /** Writes the number and returns true, or returns false where it is of a kind that only its own text can tell. */
    static boolean write(Number number, LineBuffer out) {
        if (number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte
                || number instanceof AtomicInteger
                || number instanceof AtomicLong
                || number instanceof LongAdder) {
            out.number(number.longValue());
        } else if (number instanceof Double) {
            floating(number.doubleValue(), out);
        } else if (number instanceof Float) {
            floating(number.floatValue(), number.toString(), out);
        } else if (number instanceof BigInteger big
                && big.getClass() == BigInteger.class
                && big.bitLength() <= MOST_BITS) {
            out.ascii(big.toString());
        } else if (number instanceof BigDecimal big
                && big.getClass() == BigDecimal.class
                && big.unscaledValue().bitLength() <= MOST_BITS) {
            out.ascii(big.toString());
        } else {
            return false;
        }
        return true;
    }

    /** True where a text is a number by JSON's grammar. */
    static boolean isJson(String text) {
        int i = text.startsWith("-") ? 1 : 0;
        int whole = digits(text, i);
        if (whole == i || text.length() > LONGEST || (text.charAt(i) == '0' && whole > i + 1)) {
            return false;
        }
        i = whole;
        if (i < text.length() && text.charAt(i) == '.') {
            int fraction = digits(text, i + 1);
            if (fraction == i + 1) {
                return false;
            }
            i = fraction;
        }
        if (i < text.length() && (text.charAt(i) | 0x20) == 'e') {
            i++;
            if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
                i++;
            }
            int exponent = digits(text, i);
            if (exponent == i) {
                return false;
            }
            i = exponent;
        }
        return i == text.length();
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private static void floating(double value, String text, LineBuffer out) {
        if (Double.isFinite(value)) {
            out.ascii(text);
        } else {
            out.put('"');
            out.ascii(text);
            out.put('"');
        }
    }
}
