package io.obs.logging.stack;

/** Where a stack trace is written to, part by part, so that no whole text of it is ever made. */
public interface TraceOut {

    /** Characters that are known to be printable ASCII without quotes and backslashes. */
    void plain(byte[] ascii);

    /** A name of any characters. */
    void name(String name);

    /** Text from outside, which may hold secrets: an exception's message. */
    void message(String text);

    void number(int number);

    /** A line break and so many tabs. */
    void newLine(int tabs);

    /** True where nothing more should be written. */
    boolean full();
}
