package io.obs.metrics;

import io.obs.admin.AdminRequest;
import io.obs.admin.AdminResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The page that Prometheus scrapes: text 0.0.4, OpenMetrics 1.0 or delimited protobuf, gzip where that is accepted; only
 * some families where it is asked {@code ?name[]=jobs_created_total}.
 */
final class MetricsPage {

    private static final int FIRST_CAPACITY = 64 * 1024;

    private final Scrape scrape;
    private final AtomicReference<@Nullable SoftReference<ScrapeBuffer>> spare = new AtomicReference<>();

    MetricsPage(Scrape scrape) {
        this.scrape = scrape;
    }

    AdminResponse answer(AdminRequest request) {
        ScrapeFormat format = ScrapeFormat.accepted(request.header("Accept"));
        boolean gzip = acceptsGzip(request.header("Accept-Encoding"));
        ScrapeBuffer buffer = borrow();
        try {
            scrape.write(buffer, format, wanted(request.query()));
            byte[] body = gzip ? zipped(buffer) : buffer.toBytes();
            return new AdminResponse(200, format.contentType(), gzip ? "gzip" : null, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of memory there is none
        } finally {
            buffer.clear();
            spare.set(new SoftReference<>(buffer));
        }
    }

    private ScrapeBuffer borrow() {
        SoftReference<ScrapeBuffer> kept = spare.getAndSet(null);
        ScrapeBuffer buffer = kept == null ? null : kept.get();
        return buffer == null ? new ScrapeBuffer(FIRST_CAPACITY) : buffer;
    }

    private static byte[] zipped(ScrapeBuffer buffer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.max(512, buffer.size() / 16));
        try (GZIPOutputStream zip = new FastGzip(bytes)) {
            buffer.writeTo(zip);
        }
        return bytes.toByteArray();
    }

    private static boolean acceptsGzip(@Nullable String header) {
        boolean any = false;
        for (MediaRange range : MediaRange.parse(header)) {
            if (range.type().equals("gzip")) {
                return range.quality() > 0;
            }
            any |= range.type().equals("*") && range.quality() > 0;
        }
        return any;
    }

    private static Predicate<Set<String>> wanted(@Nullable String query) {
        Set<String> names = new HashSet<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && decoded(pair.substring(0, equals)).equals("name[]")) {
                names.add(decoded(pair.substring(equals + 1)));
            }
        }
        return names.isEmpty() ? any -> true : taken -> taken.stream().anyMatch(names::contains);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Scrapes are repetitive: the fastest level makes them a tenth already. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 8 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
