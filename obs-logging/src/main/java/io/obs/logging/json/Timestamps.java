package io.obs.logging.json;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Writes ISO-8601 UTC with three fraction digits, and remembers the text of the second it wrote last. Thread-safe: what
 * is remembered is immutable.
 */
final class Timestamps {

    /** {@code 9999-12-31T23:59:59.999Z}: later ones have no four digits for the year. */
    private static final long LATEST = 253_402_300_799_999L;

    /** {@code 0000-01-01T00:00:00.000Z}. */
    private static final long EARLIEST = -62_167_219_200_000L;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Second(long number, byte[] text) {}

    private Second last = new Second(Long.MIN_VALUE, new byte[0]); // not volatile: any thread's will do

    /** Writes 24 characters. */
    void write(long epochMillis, LineBuffer out) {
        long millis = Math.max(EARLIEST, Math.min(LATEST, epochMillis));
        long second = Math.floorDiv(millis, 1000L);
        Second text = last;
        if (text.number != second) {
            text = new Second(second, text(second));
            last = text;
        }
        out.put(text.text);
        out.room(5);
        int at = out.length;
        int fraction = (int) (millis - second * 1000);
        out.bytes[at] = (byte) ('0' + fraction / 100);
        out.bytes[at + 1] = (byte) ('0' + fraction / 10 % 10);
        out.bytes[at + 2] = (byte) ('0' + fraction % 10);
        out.bytes[at + 3] = 'Z';
        out.length = at + 4;
    }

    private static byte[] text(long second) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        byte[] text = new byte[20];
        two(text, 0, time.getYear() / 100);
        two(text, 2, time.getYear() % 100);
        text[4] = '-';
        two(text, 5, time.getMonthValue());
        text[7] = '-';
        two(text, 8, time.getDayOfMonth());
        text[10] = 'T';
        two(text, 11, time.getHour());
        text[13] = ':';
        two(text, 14, time.getMinute());
        text[16] = ':';
        two(text, 17, time.getSecond());
        text[19] = '.';
        return text;
    }

    private static void two(byte[] text, int at, int number) {
        text[at] = (byte) ('0' + number / 10);
        text[at + 1] = (byte) ('0' + number % 10);
    }
}
