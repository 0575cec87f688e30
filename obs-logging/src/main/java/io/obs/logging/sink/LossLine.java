package io.obs.logging.sink;

/** Makes a line, newline included, of what the sink has to say of itself. */
@FunctionalInterface
public interface LossLine {
    byte[] encode(String message);
}
