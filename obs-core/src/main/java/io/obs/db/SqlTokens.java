package io.obs.db;

import io.obs.db.SqlDialect.Rule;

/**
 * A statement cut into tokens, in one pass over a bounded part of it. Never fails: what is not closed reaches to the
 * end. Used by one thread.
 */
final class SqlTokens {

    /** What a token is. White space and comments are none. */
    enum Kind {
        /** A keyword or a name. */
        WORD,
        /** A name in quotes. */
        QUOTED,
        /** A string, a number: what must not be shown. */
        LITERAL,
        /** Where a value will stand. */
        PARAMETER,
        /** One character of the rest. */
        SYMBOL,
        END
    }

    /** How much of a statement is looked at. */
    static final int MOST = 64 * 1024;

    private final String sql;
    private final int length;
    private final SqlDialect dialect;
    private int at;
    private int start;
    private boolean spaced;

    SqlTokens(String sql, SqlDialect dialect) {
        this.sql = sql;
        this.length = Math.min(sql.length(), MOST);
        this.dialect = dialect;
    }

    /** Where the token begins. */
    int start() {
        return start;
    }

    /** Behind the token. */
    int end() {
        return at;
    }

    /** True where white space or a comment stood before it. */
    boolean spaced() {
        return spaced;
    }

    /** The token's first character. */
    char first() {
        return sql.charAt(start);
    }

    Kind next() {
        int before = at;
        skipSpaceAndComments();
        spaced = at > before;
        start = at;
        if (at >= length) {
            return Kind.END;
        }
        char c = sql.charAt(at++);
        return switch (c) {
            case '\'' -> text('\'', dialect.has(Rule.BACKSLASHES));
            case '"' -> dialect.has(Rule.DOUBLE_QUOTED_TEXT) ? text('"', dialect.has(Rule.BACKSLASHES)) : quoted('"');
            case '`' -> dialect.has(Rule.BACKTICKS) ? quoted('`') : Kind.SYMBOL;
            case '[' -> dialect.has(Rule.BRACKETS) ? quoted(']') : Kind.SYMBOL;
            case '$' -> dollar();
            case '?' -> digitsFollow(Kind.PARAMETER);
            case ':' -> colon();
            case '#' -> dialect.has(Rule.WARY) ? rest() : wordOrSymbol(c);
            case '.' -> isDigit(peek(0)) ? number() : Kind.SYMBOL;
            default -> isDigit(c) ? number() : wordOrSymbol(c);
        };
    }

    private char peek(int ahead) {
        return at + ahead < length ? sql.charAt(at + ahead) : 0;
    }

    private void skipSpaceAndComments() {
        while (at < length) {
            char c = sql.charAt(at);
            if (c <= ' ' || Character.isWhitespace(c)) {
                at++;
            } else if (c == '-' && peek(1) == '-' && !(dialect.has(Rule.SPACED_DASHES) && peek(2) > ' ')) {
                skipLine();
            } else if (c == '#' && dialect.has(Rule.HASH_COMMENTS)) {
                skipLine();
            } else if (c == '/' && peek(1) == '*') {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipLine() {
        while (at < length && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
    }

    private void skipComment() {
        int depth = 1;
        at += 2;
        while (at < length && depth > 0) {
            char c = sql.charAt(at);
            if (c == '*' && peek(1) == '/') {
                depth--;
                at += 2;
            } else if (c == '/' && peek(1) == '*' && dialect.has(Rule.WARY)) {
                at = length;
            } else if (c == '/' && peek(1) == '*' && dialect.has(Rule.NESTED_COMMENTS)) {
                depth++;
                at += 2;
            } else {
                at++;
            }
        }
    }

    /** Behind the opening quote of a string. */
    private Kind text(char quote, boolean backslashes) {
        while (at < length) {
            char c = sql.charAt(at++);
            if (c == '\\' && backslashes) {
                at++;
            } else if (c == '\\' && peek(0) == quote && dialect.has(Rule.WARY)) {
                return rest();
            } else if (c == quote) {
                if (peek(0) != quote) {
                    return Kind.LITERAL;
                }
                at++;
            }
        }
        return rest();
    }

    /** Behind the opening quote of a name. One that isn't closed is no name. */
    private Kind quoted(char close) {
        while (at < length) {
            if (sql.charAt(at++) == close) {
                if (peek(0) != close) {
                    return Kind.QUOTED;
                }
                at++;
            }
        }
        return rest();
    }

    private Kind rest() {
        at = length;
        return Kind.LITERAL;
    }

    private Kind dollar() {
        if (isDigit(peek(0))) {
            return digitsFollow(Kind.PARAMETER);
        }
        boolean quotes = dialect.has(Rule.DOLLAR_QUOTES);
        if (!quotes && !dialect.has(Rule.WARY)) {
            return wordOrSymbol('$');
        }
        int tagEnd = at;
        while (tagEnd < length && isNamePart(sql.charAt(tagEnd)) && sql.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        if (tagEnd >= length || sql.charAt(tagEnd) != '$') {
            return Kind.SYMBOL;
        }
        String tag = sql.substring(start, tagEnd + 1);
        int close = quotes ? sql.indexOf(tag, tagEnd + 1) : -1;
        if (close < 0 || close + tag.length() > length) {
            return rest();
        }
        at = close + tag.length();
        return Kind.LITERAL;
    }

    /** {@code :name} is a parameter; {@code :1} may be one, or the end of a slice. */
    private Kind colon() {
        char c = peek(0);
        if (c == ':') {
            at++;
            return Kind.SYMBOL;
        }
        if (isDigit(c) || !isNamePart(c)) {
            return Kind.SYMBOL;
        }
        skipName();
        return Kind.PARAMETER;
    }

    private Kind digitsFollow(Kind kind) {
        while (isDigit(peek(0))) {
            at++;
        }
        return kind;
    }

    /** With whatever clings to it: 0x1F, 1_000, 1e-5. */
    private Kind number() {
        boolean hex = sql.charAt(start) == '0' && (peek(0) == 'x' || peek(0) == 'X');
        while (at < length) {
            char c = sql.charAt(at);
            boolean exponent = (c == '-' || c == '+')
                    && !hex
                    && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E')
                    && isDigit(peek(1));
            if (!exponent && c != '.' && !isNamePart(c)) {
                break;
            }
            at++;
        }
        return Kind.LITERAL;
    }

    private Kind wordOrSymbol(char c) {
        if (!isNamePart(c)) {
            return Kind.SYMBOL;
        }
        skipName();
        if (peek(0) == '\'') {
            return prefixed(sql.substring(start, Math.min(at, start + 3)), at - start);
        }
        if (at - start == 1 && (c == 'U' || c == 'u') && peek(0) == '&' && peek(1) == '\'') {
            at += 2;
            return text('\'', false);
        }
        return Kind.WORD;
    }

    /** A word that touches a string: its prefix, or a type's name before it. */
    private Kind prefixed(String prefix, int letters) {
        boolean wary = dialect.has(Rule.WARY);
        char last = Character.toLowerCase(prefix.charAt(prefix.length() - 1));
        if (last == 'q' && (letters == 1 || (letters == 2 && Character.toLowerCase(prefix.charAt(0)) == 'n'))) {
            if (dialect.has(Rule.Q_QUOTES)) {
                return delimited();
            }
            if (wary) {
                return rest();
            }
        }
        if (letters == 1 && "enbx".indexOf(last) >= 0) {
            at++;
            boolean escapes = dialect.has(Rule.BACKSLASHES) || (last == 'e' && dialect.has(Rule.ESCAPE_STRINGS));
            return text('\'', escapes);
        }
        return Kind.WORD;
    }

    /** Oracle's q'[...]', at its quote. */
    private Kind delimited() {
        if (at + 1 >= length) {
            return rest();
        }
        char open = sql.charAt(at + 1);
        int bracket = "[({<".indexOf(open);
        String close = (bracket < 0 ? open : "])}>".charAt(bracket)) + "'";
        int end = sql.indexOf(close, at + 2);
        if (end < 0 || end + 2 > length) {
            return rest();
        }
        at = end + 2;
        return Kind.LITERAL;
    }

    private void skipName() {
        while (at < length && isNamePart(sql.charAt(at))) {
            at++;
        }
    }

    private boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || isDigit(c)
                || c == '_'
                || c == '$'
                || (c >= 128 && !Character.isWhitespace(c))
                || (c == '#' && dialect.has(Rule.HASHES_IN_NAMES));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
