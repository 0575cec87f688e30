package io.obs.examples.captions.media;

import java.util.ArrayList;
import java.util.List;

/** Finds where somebody speaks, by the energy of windows of 20 ms. */
final class Segmenter {

    /** A stretch of samples, {@code to} excluded. */
    record Segment(int from, int to) {}

    private static final int WINDOW = Wave.RATE / 50;
    private static final double LOUD_ENOUGH = 400;

    private Segmenter() {}

    /** The stretches louder than the hiss, in order. */
    static List<Segment> words(short[] samples) {
        List<Segment> found = new ArrayList<>();
        int from = -1;
        for (int at = 0; at + WINDOW <= samples.length; at += WINDOW) {
            boolean loud = rootMeanSquare(samples, at) >= LOUD_ENOUGH;
            if (loud && from < 0) {
                from = at;
            } else if (!loud && from >= 0) {
                found.add(new Segment(from, at));
                from = -1;
            }
        }
        if (from >= 0) {
            found.add(new Segment(from, samples.length));
        }
        return found;
    }

    private static double rootMeanSquare(short[] samples, int from) {
        double sum = 0;
        for (int i = from; i < from + WINDOW; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / WINDOW);
    }
}
