package io.obs.examples.captions.platform;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.CountDownLatch;

/** Creates jobs with a pause after each until it is closed: of a short and, now and then, a long sound, in each language. */
final class Load implements AutoCloseable {

    private final Traffic traffic;
    private final int pauseMillis;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "load");

    private Load(Traffic traffic, int pauseMillis) {
        this.traffic = traffic;
        this.pauseMillis = pauseMillis;
    }

    static Load start(Traffic traffic, int pauseMillis) {
        Load load = new Load(traffic, pauseMillis);
        load.thread.start();
        return load;
    }

    private void run() {
        try {
            int i = 0;
            do {
                traffic.create(i % 9 == 8 ? "interview.wav" : "greeting.wav", Story.LANGUAGES.get(i % 3));
                i++;
            } while (!ended.await(pauseMillis, MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
