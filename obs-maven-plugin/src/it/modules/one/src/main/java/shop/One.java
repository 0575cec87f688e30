package shop;

import io.obs.job.ObservedJob;

public final class One {

    @ObservedJob("job of one")
    private int work() {
        return 1;
    }

    public int twice() {
        return work() + work();
    }
}
