package io.obs.examples.captions.media;

import io.obs.examples.captions.media.Segmenter.Segment;

/**
 * Tells which word a segment is, by the tone that is strongest in it (Goertzel's algorithm for each word). Looks at the
 * segment several times, at shifted windows, and believes the majority: the more looks, the more work.
 */
final class Listener {

    private final int looks;

    Listener(int looks) {
        this.looks = looks;
    }

    int word(short[] samples, Segment segment) {
        int[] votes = new int[Vocabulary.SIZE];
        int length = segment.to() - segment.from();
        int window = Math.max(1, length / 2);
        for (int look = 0; look < looks; look++) {
            int from = segment.from() + (int) ((long) (length - window) * look / looks);
            votes[strongest(samples, from, from + window)]++;
        }
        return indexOfMost(votes);
    }

    private static int strongest(short[] samples, int from, int to) {
        int best = 0;
        double most = -1;
        for (int word = 0; word < Vocabulary.SIZE; word++) {
            double power = power(samples, from, to, Vocabulary.hertz(word));
            if (power > most) {
                most = power;
                best = word;
            }
        }
        return best;
    }

    private static double power(short[] samples, int from, int to, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / Wave.RATE);
        double before = 0;
        double beforeThat = 0;
        for (int i = from; i < to; i++) {
            double now = samples[i] + coefficient * before - beforeThat;
            beforeThat = before;
            before = now;
        }
        return before * before + beforeThat * beforeThat - coefficient * before * beforeThat;
    }

    private static int indexOfMost(int[] votes) {
        int best = 0;
        for (int i = 1; i < votes.length; i++) {
            if (votes[i] > votes[best]) {
                best = i;
            }
        }
        return best;
    }
}
