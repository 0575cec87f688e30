package io.obs.db;

import io.obs.db.SqlTokens.Kind;

/**
 * What may be shown of a statement: its literals as {@code ?}, no comments, lists of values as one value, rows of values
 * as one row, cut at a length. Used by one thread.
 */
final class SanitisedText {

    /** The longest text. */
    static final int MOST = 2_048;

    private static final String CUT = "...";

    /** {@code IN (?, ?, ?)}. */
    private enum List {
        NONE,
        IN,
        OPEN,
        ONE_VALUE
    }

    /** {@code VALUES (?, ?), (?, ?)}. */
    private enum Rows {
        NONE,
        VALUES,
        FIRST,
        LATER
    }

    private final String sql;
    private final StringBuilder out;
    private List list = List.NONE;
    private Rows rows = Rows.NONE;
    private int rowDepth;
    private boolean comma;
    private boolean full;
    private boolean identified;
    private boolean secretNext;

    SanitisedText(String sql) {
        this.sql = sql;
        this.out = new StringBuilder(Math.min(sql.length(), MOST));
    }

    /** True where nothing more fits in. */
    boolean full() {
        return full;
    }

    void add(Kind kind, SqlTokens token) {
        boolean name = kind == Kind.WORD || kind == Kind.QUOTED;
        Kind shown = secretNext && name ? Kind.LITERAL : kind;
        secretNext = false;
        char symbol = kind == Kind.SYMBOL ? token.first() : 0;
        if (laterRow(symbol) || furtherValue(shown, symbol)) {
            return;
        }
        if (comma) {
            comma = false;
            write(",");
        }
        if (token.spaced() && !out.isEmpty()) {
            write(" ");
        }
        if (shown == Kind.LITERAL) {
            write("?");
        } else {
            write(sql.substring(token.start(), Math.min(token.end(), token.start() + MOST)));
        }
        if (kind == Kind.WORD) {
            word(token);
        }
    }

    /** Not shown: rows after the first one, and the commas before them. */
    private boolean laterRow(char symbol) {
        if (rows == Rows.VALUES) {
            rows = symbol == '(' ? Rows.FIRST : Rows.NONE;
            rowDepth = 1;
        } else if (rows == Rows.FIRST) {
            nest(symbol);
            rows = rowDepth == 0 ? Rows.LATER : Rows.FIRST;
        } else if (rows == Rows.LATER) {
            return isLaterRow(symbol);
        }
        return false;
    }

    private boolean isLaterRow(char symbol) {
        if (rowDepth > 0) {
            nest(symbol);
            return true;
        }
        if (symbol == ',' && !comma) {
            comma = true;
            return true;
        }
        if (symbol == '(' && comma) {
            comma = false;
            rowDepth = 1;
            return true;
        }
        rows = Rows.NONE;
        return false;
    }

    private void nest(char symbol) {
        if (symbol == '(') {
            rowDepth++;
        } else if (symbol == ')') {
            rowDepth--;
        }
    }

    /** Not shown: values of an IN list after the first one, and the commas before them. */
    private boolean furtherValue(Kind kind, char symbol) {
        boolean value = kind == Kind.LITERAL || kind == Kind.PARAMETER;
        if (list == List.IN) {
            list = symbol == '(' ? List.OPEN : List.NONE;
        } else if (list == List.OPEN) {
            if (isSign(symbol)) {
                return true;
            }
            list = value ? List.ONE_VALUE : List.NONE;
        } else if (list == List.ONE_VALUE) {
            return isFurtherValue(value, symbol);
        }
        return false;
    }

    private boolean isFurtherValue(boolean value, char symbol) {
        if (symbol == ',' && !comma) {
            comma = true;
            return true;
        }
        if (comma && isSign(symbol)) {
            return true;
        }
        if (comma && value) {
            comma = false;
            return true;
        }
        list = List.NONE;
        return false;
    }

    /** What may stand before a value: -1, :1. */
    private static boolean isSign(char symbol) {
        return symbol == '-' || symbol == '+' || symbol == ':';
    }

    private void word(SqlTokens token) {
        if (is(token, "IN")) {
            list = List.IN;
        } else if (is(token, "VALUES")) {
            rows = Rows.VALUES;
        } else if (is(token, "IDENTIFIED")) {
            identified = true;
        } else if (identified && (is(token, "BY") || is(token, "REPLACE"))) {
            secretNext = true; // Oracle's passwords are names
        }
    }

    private boolean is(SqlTokens token, String word) {
        return token.end() - token.start() == word.length()
                && sql.regionMatches(true, token.start(), word, 0, word.length());
    }

    private void write(String text) {
        if (full) {
            return;
        }
        if (out.length() + text.length() > MOST - CUT.length()) {
            full = true;
            out.append(CUT);
            return;
        }
        out.append(text);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
