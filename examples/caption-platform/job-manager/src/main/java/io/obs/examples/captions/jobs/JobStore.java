package io.obs.examples.captions.jobs;

import io.obs.examples.captions.api.Job;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jobs of this process, in memory; the oldest that have ended go when there are too many. Thread-safe. */
final class JobStore {

    private static final int MOST = 10_000;

    private final Map<String, Job> byId = new LinkedHashMap<>();

    synchronized void put(Job job) {
        byId.put(job.id(), job);
        Iterator<Job> oldest = byId.values().iterator();
        while (byId.size() > MOST && oldest.hasNext()) {
            if (oldest.next().state().isFinal()) {
                oldest.remove();
            }
        }
    }

    synchronized void remove(String id) {
        byId.remove(id);
    }

    synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The latest jobs, the newest first. */
    synchronized List<Job> latest(int limit) {
        List<Job> all = new ArrayList<>(byId.values());
        List<Job> latest = new ArrayList<>(all.subList(Math.max(0, all.size() - limit), all.size()));
        Collections.reverse(latest);
        return latest;
    }
}
