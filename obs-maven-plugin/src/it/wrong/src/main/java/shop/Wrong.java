package shop;

import io.obs.job.ObservedJob;

abstract class Wrong {

    @ObservedJob
    abstract void unfinished();

    @ObservedJob
    void finished() {}
}
