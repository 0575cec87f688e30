package io.obs.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.obs.catalog.Catalog;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Micrometer's meters of the JVM, the process and the disk, under Micrometer's names; closed with obs. */
final class JvmMeters implements AutoCloseable {

    private final Failures failures;
    private final List<AutoCloseable> open = new ArrayList<>();

    JvmMeters(Failures failures) {
        this.failures = failures;
    }

    /** Binds what isn't bound yet: a registry of the service's own (Spring Boot's) may have it all. */
    void bindTo(MeterRegistry registry) {
        binders().forEach((meter, binder) -> {
            try {
                if (registry.find(meter).meters().isEmpty()) {
                    bind(binder.get(), registry);
                }
            } catch (Throwable e) {
                failures.caught("metric", e);
            }
        });
    }

    private void bind(MeterBinder binder, MeterRegistry registry) {
        binder.bindTo(registry);
        if (binder instanceof AutoCloseable closeable) {
            open.add(closeable);
        }
    }

    private static Map<String, Supplier<MeterBinder>> binders() {
        Map<String, Supplier<MeterBinder>> binders = new LinkedHashMap<>();
        binders.put("jvm.classes.loaded", ClassLoaderMetrics::new);
        binders.put("jvm.memory.used", JvmMemoryMetrics::new);
        binders.put("jvm.gc.memory.allocated", JvmGcMetrics::new);
        binders.put("jvm.threads.live", JvmThreadMetrics::new);
        binders.put("system.cpu.count", ProcessorMetrics::new);
        binders.put("process.uptime", UptimeMetrics::new);
        binders.put("process.files.open", FileDescriptorMetrics::new);
        binders.put("disk.free", () -> new DiskSpaceMetrics(new File(".").getAbsoluteFile()));
        return binders;
    }

    /**
     * The heap as a whole. Where the JVM says of no largest size (it may give -1), the most that the runtime would try to
     * use is shown.
     */
    static void heap(Meters meters) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        meters.gauge(Catalog.JVM_HEAP_USED, () -> memory.getHeapMemoryUsage().getUsed());
        meters.gauge(Catalog.JVM_HEAP_MAX, () -> {
            long max = memory.getHeapMemoryUsage().getMax();
            return max > 0 ? max : Runtime.getRuntime().maxMemory();
        });
    }

    @Override
    public void close() {
        for (AutoCloseable binder : open) {
            try {
                binder.close();
            } catch (Exception e) {
                failures.caught("metric", e);
            }
        }
        open.clear();
    }
}
