package io.obs.examples.captions.media;

/** Speaks: makes audio of a given length, always the same for the same seed. */
final class Speaker {

    private static final int WORD = Wave.RATE * 180 / 1000;
    private static final int GAP = Wave.RATE * 60 / 1000;
    private static final int PAUSE = Wave.RATE * 700 / 1000;
    private static final int SENTENCE = 8;
    private static final double LOUD = 9_000;
    private static final int HISS = 60;

    private long random;

    Speaker(long seed) {
        random = seed;
    }

    Wave speak(int seconds) {
        short[] samples = new short[seconds * Wave.RATE];
        int at = PAUSE;
        for (int spoken = 1; at + WORD + PAUSE <= samples.length; spoken++) {
            say(next(Vocabulary.SIZE), samples, at);
            at += WORD + (spoken % SENTENCE == 0 ? PAUSE : GAP);
        }
        return hiss(samples);
    }

    Wave beSilent(int seconds) {
        return hiss(new short[seconds * Wave.RATE]);
    }

    private static void say(int word, short[] samples, int from) {
        double step = 2 * Math.PI * Vocabulary.hertz(word) / Wave.RATE;
        for (int i = 0; i < WORD; i++) {
            double swell = Math.sin(Math.PI * i / WORD);
            samples[from + i] = (short) (LOUD * swell * Math.sin(step * i));
        }
    }

    private Wave hiss(short[] samples) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (short) (next(2 * HISS) - HISS);
        }
        return new Wave(samples);
    }

    /** A linear congruential generator: the same numbers on every machine and in every release of the JDK. */
    private int next(int below) {
        random = random * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        return (int) ((random >>> 33) % below);
    }
}
