package io.obs.logging.console;

/** A logger's name in a column: packages shortened to their first letters as far as needed. */
final class LoggerName {

    private LoggerName() {}

    static void append(StringBuilder to, String name, int width) {
        int start = to.length();
        int excess = name.length() - width;
        int from = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', from)) {
            if (excess > 0 && dot - from > 1) {
                SafeText.append(to, name.substring(from, from + 1), width);
                excess -= dot - from - 1;
            } else {
                SafeText.append(to, name.substring(from, dot), 10 * width);
            }
            to.append('.');
            from = dot + 1;
        }
        SafeText.append(to, name.substring(from), 10 * width);
        while (to.length() - start < width) {
            to.append(' ');
        }
    }
}
