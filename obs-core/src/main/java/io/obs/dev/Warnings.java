package io.obs.dev;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says each thing once, as a WARN line of the logger {@code obs.dev}; no more than a thousand in all. */
final class Warnings {

    private static final int MOST = 1_000;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    void warn(String sentence) {
        if (told.size() < MOST && told.add(sentence)) {
            logger().warn(sentence);
        }
    }

    private static Logger logger() {
        return LoggerFactory.getLogger("obs.dev");
    }
}
