package shop;

import io.obs.job.ObservedJob;

public final class Two {

    @ObservedJob("job of two")
    private int work() {
        return 1;
    }

    public int twice() {
        return work() + work();
    }
}
