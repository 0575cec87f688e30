package io.obs.logging.mdc;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.opentelemetry.context.Context;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The MDC of one event, and the context the event was made in.
 *
 * <p>logback asks for the MDC in the thread that logs, before an asynchronous appender takes the event away
 * ({@code prepareForDeferredProcessing}), and keeps the answer with the event: so this map brings the context along.
 * Others see a read-only map of the MDC's entries; with the view switched on the context's ids and fields stand in it
 * too, made when they are looked at. Immutable but for the fields of its request.
 */
public final class EventMdc extends AbstractMap<String, String> implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final EventMdc EMPTY = new EventMdc(Map.of(), Context.root(), false);

    @SuppressWarnings("serial") // replaced by a plain map when written
    private final Map<String, String> own;

    private final transient Context context;
    private final boolean view;

    private EventMdc(Map<String, String> own, Context context, boolean view) {
        this.own = own;
        this.context = context;
        this.view = view;
    }

    static EventMdc of(@Nullable Map<String, String> own, Context context, boolean view) {
        if ((own == null || own.isEmpty()) && context == Context.root()) {
            return EMPTY;
        }
        return new EventMdc(own == null ? Map.of() : own, context, view);
    }

    /** The context an event was made in: its own where it brought one along, else the thread's. */
    public static Context contextOf(ILoggingEvent event) {
        return event.getMDCPropertyMap() instanceof EventMdc captured ? captured.context : Context.current();
    }

    /** What the service itself put into the MDC, without the context's ids; null or empty where nothing. */
    public static @Nullable Map<String, String> ownOf(ILoggingEvent event) {
        Map<String, String> map = event.getMDCPropertyMap();
        return map instanceof EventMdc captured ? captured.own : map;
    }

    @Override
    public @Nullable String get(Object key) {
        String value = own.get(key);
        return value == null && view && key instanceof String name ? ContextFields.get(context, name) : value;
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null || own.containsKey(key);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return view ? ContextFields.with(own, context).entrySet() : own.entrySet();
    }

    private Object writeReplace() {
        return new HashMap<>(this);
    }
}
