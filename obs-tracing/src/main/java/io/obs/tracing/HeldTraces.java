package io.obs.tracing;

import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Some of the unsampled traces that are under way, the oldest first, and which of late were kept. Thread-safe. */
final class HeldTraces {

    /** One trace's local part. */
    private static final class Held {
        final List<ReadableSpan> spans = new ArrayList<>(4);
        int openRoots;
        boolean wanted;
    }

    private final int maxTraces;
    private final int maxSpans;
    private final SpanProcessor onwards;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Held> underWay = new LinkedHashMap<>();
    /** Kept of late: a span that ends after its root still belongs to them. */
    private final Map<String, Boolean> keptOfLate = new LinkedHashMap<>();

    private int spans;
    private long kept;
    private long givenUp;

    HeldTraces(int maxTraces, int maxSpans, SpanProcessor onwards) {
        this.maxTraces = maxTraces;
        this.maxSpans = maxSpans;
        this.onwards = onwards;
    }

    /** A local root has started. */
    void opened(String traceId) {
        lock.lock();
        try {
            Held held = underWay.get(traceId);
            if (held == null) {
                if (underWay.size() >= maxTraces) {
                    giveUpOldest();
                }
                held = new Held();
                underWay.put(traceId, held);
            }
            held.openRoots++;
        } finally {
            lock.unlock();
        }
    }

    /** The trace shall be kept when its root ends. */
    void want(String traceId) {
        lock.lock();
        try {
            Held held = underWay.get(traceId);
            if (held != null) {
                held.wanted = true;
            }
        } finally {
            lock.unlock();
        }
    }

    /** A span has ended; if it was the last open local root its trace is decided. */
    void ended(ReadableSpan span, boolean localRoot, boolean wanted) {
        List<ReadableSpan> keep = List.of();
        lock.lock();
        try {
            String traceId = span.getSpanContext().getTraceId();
            Held held = underWay.get(traceId);
            if (held == null) {
                keep = keptOfLate.containsKey(traceId) ? List.of(span) : keep;
            } else {
                keep = add(traceId, held, span, localRoot, wanted);
            }
        } finally {
            lock.unlock();
        }
        keep.forEach(each -> onwards.onEnd(new KeptSpan(each)));
    }

    private List<ReadableSpan> add(String traceId, Held held, ReadableSpan span, boolean localRoot, boolean wanted) {
        held.wanted |= wanted;
        held.spans.add(span);
        spans++;
        if (localRoot && --held.openRoots <= 0) {
            underWay.remove(traceId);
            spans -= held.spans.size();
            if (held.wanted) {
                remember(traceId);
                return held.spans;
            }
        } else {
            while (spans > maxSpans && giveUpOldest()) {
                // until there is room again
            }
        }
        return List.of();
    }

    private void remember(String traceId) {
        kept++;
        keptOfLate.put(traceId, Boolean.TRUE);
        if (keptOfLate.size() > maxTraces) {
            removeFirst(keptOfLate);
        }
    }

    private boolean giveUpOldest() {
        Held oldest = removeFirst(underWay);
        if (oldest == null) {
            return false;
        }
        spans -= oldest.spans.size();
        givenUp++;
        return true;
    }

    private static <V> @Nullable V removeFirst(Map<String, V> map) {
        Iterator<V> values = map.values().iterator();
        if (!values.hasNext()) {
            return null;
        }
        V first = values.next();
        values.remove();
        return first;
    }

    void clear() {
        lock.lock();
        try {
            underWay.clear();
            keptOfLate.clear();
            spans = 0;
        } finally {
            lock.unlock();
        }
    }

    int spans() {
        lock.lock();
        try {
            return spans;
        } finally {
            lock.unlock();
        }
    }

    /** How many traces were kept. */
    long kept() {
        lock.lock();
        try {
            return kept;
        } finally {
            lock.unlock();
        }
    }

    /** How many traces found no room. */
    long givenUp() {
        lock.lock();
        try {
            return givenUp;
        } finally {
            lock.unlock();
        }
    }
}
