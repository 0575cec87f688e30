package shop;

import io.obs.job.ObservedJob;

public final class Three {

    @ObservedJob("job of three")
    private int work() {
        return 1;
    }

    public int twice() {
        return work() + work();
    }
}
