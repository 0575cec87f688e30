package io.obs.ops.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Asks for a long span piece by piece: what a server allows in one query is its own affair, and mostly not known
 * beforehand.
 */
public final class Pieces {

    private static final Duration LONGEST = Duration.ofDays(7);

    private Pieces() {}

    /**
     * Asks for each piece in order of time, and takes each answer once. Where the server finds a piece too much, it and all after it
     * are made half as long.
     *
     * @param step pieces are multiples of it
     * @param ask for a piece, from its start to its end
     * @throws PrometheusException where the server refuses even one step, or for another reason
     */
    public static <T> void read(
            Instant from, Instant to, Duration step, BiFunction<Instant, Instant, T> ask, Consumer<T> take) {
        Duration piece = multiple(LONGEST, step);
        Instant at = from;
        while (at.isBefore(to)) {
            Instant end = at.plus(piece).isBefore(to) ? at.plus(piece) : to;
            T answer;
            try {
                answer = ask.apply(at, end);
            } catch (PrometheusException e) {
                piece = multiple(piece.dividedBy(2), step);
                if (!e.isTooMuch() || piece.isZero()) {
                    throw e;
                }
                continue;
            }
            take.accept(answer);
            at = end;
        }
    }

    private static Duration multiple(Duration span, Duration step) {
        return step.multipliedBy(span.dividedBy(step));
    }
}
