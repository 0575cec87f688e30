package io.obs.logging.mdc;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.BasicStatusManager;
import ch.qos.logback.core.status.StatusManager;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

/**
 * Where a logger context reads the MDC of its events from: the adapter it had, with the current context beside it.
 *
 * <p>Only logback's side of the MDC passes here; what services put goes to the adapter of SLF4J as ever. Thread-safe.
 */
public final class ContextMdc extends LogbackMDCAdapter {

    private static volatile boolean view;

    private final MDCAdapter original;

    private ContextMdc(MDCAdapter original) {
        this.original = original;
    }

    /** Lets the events of a logger context bring their context along; safe to call again. */
    public static void install(LoggerContext context) {
        MDCAdapter now = context.getMDCAdapter();
        if (now instanceof ContextMdc) {
            return;
        }
        // logback warns when an adapter is replaced, and prints all it knows on standard output once it has warned.
        StatusManager statuses = context.getStatusManager();
        context.setStatusManager(new BasicStatusManager());
        try {
            context.setMDCAdapter(new ContextMdc(now == null ? MDC.getMDCAdapter() : now));
        } finally {
            context.setStatusManager(statuses);
        }
    }

    /** Whether appenders find the ids of the context in an event's MDC ({@code obs.log.mdc}). */
    public static void view(boolean shown) {
        view = shown;
    }

    /** The MDC of the current thread with a context, for an event that obs makes itself. */
    public static Map<String, String> capture(Context context) {
        return EventMdc.of(
                MDC.getMDCAdapter() instanceof LogbackMDCAdapter mdc ? mdc.getPropertyMap() : null, context, view);
    }

    @Override
    public Map<String, String> getPropertyMap() {
        return EventMdc.of(entries(), Context.current(), view);
    }

    private @Nullable Map<String, String> entries() {
        return original instanceof LogbackMDCAdapter logback
                ? logback.getPropertyMap()
                : original.getCopyOfContextMap();
    }

    @Override
    public @Nullable String get(String key) {
        return getPropertyMap().get(key);
    }

    @Override
    public void put(String key, @Nullable String value) {
        original.put(key, value);
    }

    @Override
    public void remove(String key) {
        original.remove(key);
    }

    @Override
    public void clear() {
        original.clear();
    }

    @Override
    public @Nullable Map<String, String> getCopyOfContextMap() {
        return original.getCopyOfContextMap();
    }

    @Override
    @SuppressWarnings("rawtypes") // as logback declares it
    public void setContextMap(Map map) {
        setEntries(map);
    }

    @SuppressWarnings("unchecked") // keys and values of an MDC are texts
    private void setEntries(Map<?, ?> map) {
        original.setContextMap((Map<String, String>) map);
    }

    @Override
    public java.util.@Nullable Set<String> getKeys() {
        Map<String, String> now = entries();
        return now == null ? null : now.keySet();
    }

    @Override
    public void pushByKey(String key, @Nullable String value) {
        original.pushByKey(key, value);
    }

    @Override
    public @Nullable String popByKey(String key) {
        return original.popByKey(key);
    }

    @Override
    public java.util.@Nullable Deque<String> getCopyOfDequeByKey(String key) {
        return original.getCopyOfDequeByKey(key);
    }

    @Override
    public void clearDequeByKey(String key) {
        original.clearDequeByKey(key);
    }
}
