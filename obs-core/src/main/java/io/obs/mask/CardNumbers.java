package io.obs.mask;

/**
 * Finds payment card numbers: 13 to 19 digits, in one run or in groups of 3 to 6 parted by single spaces or dashes,
 * that begin with 2 to 6 (so no epoch time qualifies) and pass the Luhn check.
 */
final class CardNumbers {

    static final int LEAST_DIGITS = 13;
    private static final int MOST_DIGITS = 19;
    private static final int LEAST_GROUP = 3;
    private static final int MOST_GROUP = 6;

    private CardNumbers() {}

    /** The end of the card number that begins at an index, or -1; the index is the first digit of a run. */
    static int endOfCard(char[] text, int start, int end) {
        char first = text[start];
        if (first < '2' || first > '6' || (start > 0 && joins(text, start - 1, start - 2, end))) {
            return -1;
        }
        int found = -1;
        int count = 0;
        int groups = 0;
        char separator = 0;
        int check = 0; // the Luhn sum if the digit before was the last one, and if one more was to come
        int checkBefore = 0;
        int i = start;
        while (i < end) {
            int group = i;
            while (i < end && digit(text[i])) {
                if (++count > MOST_DIGITS) {
                    return found;
                }
                int digit = text[i++] - '0';
                int doubled = digit < 5 ? 2 * digit : 2 * digit - 9;
                int swapped = check;
                check = checkBefore + digit;
                checkBefore = swapped + doubled;
            }
            groups++;
            int size = i - group;
            boolean grouped = size >= LEAST_GROUP && size <= MOST_GROUP;
            if (count >= LEAST_DIGITS && (groups == 1 || grouped) && check % 10 == 0 && !joins(text, i, i + 1, end)) {
                found = i;
            }
            boolean goesOn = grouped
                    && i + 1 < end
                    && (text[i] == ' ' || text[i] == '-')
                    && (separator == 0 || separator == text[i])
                    && digit(text[i + 1]);
            if (!goesOn) {
                return found;
            }
            separator = text[i++];
        }
        return found;
    }

    /** True where a number of this size is one of the big brands' cards: for numbers that are typed as such. */
    static boolean isCard(long number) {
        if (number < 300_000_000_000_000L || number > 6_999_999_999_999_999L) {
            return false;
        }
        boolean fifteen = number < 1_000_000_000_000_000L;
        int prefix = (int) (number / (fifteen ? 100_000_000_000L : 1_000_000_000_000L));
        boolean brand = fifteen
                ? prefix / 100 == 34 || prefix / 100 == 37
                : prefix / 1000 == 4
                        || (prefix >= 5100 && prefix <= 5599)
                        || (prefix >= 2221 && prefix <= 2720)
                        || (prefix >= 3528 && prefix <= 3589)
                        || prefix == 6011
                        || (prefix >= 6440 && prefix <= 6599);
        return brand && luhn(number);
    }

    private static boolean luhn(long number) {
        int sum = 0;
        boolean twice = false;
        for (long rest = number; rest > 0; rest /= 10) {
            int digit = (int) (rest % 10);
            sum += !twice ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
            twice = !twice;
        }
        return sum % 10 == 0;
    }

    /** True where the character at an index makes the digits beside it part of a longer word or a decimal number. */
    private static boolean joins(char[] text, int index, int beyond, int end) {
        if (index >= end) {
            return false;
        }
        char c = text[index];
        return Character.isLetterOrDigit(c)
                || c == '_'
                || (c == '.' && beyond >= 0 && beyond < end && digit(text[beyond]));
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
