package io.obs.metrics.probe;

import io.obs.pipeline.Clock;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks addresses over HTTP, all at once, each over a new connection: a kept one would not see that nobody listens any more,
 * that the name leads elsewhere, or that the certificate has run out.
 *
 * <p>For one thread; {@link #close} may be called by any. The client is a plain one: its requests have no span, no series,
 * and no ids.
 */
final class Questions implements AutoCloseable {

    private static final int MAX_TEXT = 200;
    private static final int MAX_CLIENTS = 4;

    /** From JDK 21 on. Before it a client's thread ends when the client is collected. */
    private static final @Nullable MethodHandle SHUTDOWN = shutdown();

    private final Duration timeout;
    private final int expected;
    private final Clock clock;
    private final ThreadPoolExecutor threads;
    private final Deque<WeakReference<HttpClient>> clients = new ArrayDeque<>();
    private volatile List<CompletableFuture<?>> running = List.of();
    private volatile boolean closed;

    Questions(Duration timeout, int expected, Clock clock) {
        this.timeout = timeout;
        this.expected = expected;
        this.clock = clock;
        threads = new ThreadPoolExecutor(4, 4, 5, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1_000), task -> {
            Thread thread = new Thread(null, task, "obs-probe-http", 0, false);
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Asks them all, by name, and waits for no longer than the time-out. Empty where it was closed meanwhile. */
    Map<String, Seen> ask(Map<String, URI> targets) throws InterruptedException {
        HttpClient client = client();
        try {
            Map<String, CompletableFuture<Seen>> asked = new LinkedHashMap<>();
            List<CompletableFuture<?>> sent = new ArrayList<>();
            long start = clock.nanoTime();
            targets.forEach((name, url) -> {
                CompletableFuture<HttpResponse<Void>> one =
                        client.sendAsync(request(url), HttpResponse.BodyHandlers.discarding());
                sent.add(one);
                asked.put(
                        name,
                        one.handle((answer, failure) ->
                                new Seen(failure == null ? wrong(answer) : why(failure), clock.nanoTime() - start)));
            });
            running = sent;
            Map<String, Seen> seen = new LinkedHashMap<>();
            long deadline = System.nanoTime() + timeout.toNanos();
            for (Map.Entry<String, CompletableFuture<Seen>> each : asked.entrySet()) {
                seen.put(each.getKey(), await(each.getValue(), deadline, start));
            }
            return closed ? Map.of() : seen;
        } finally {
            running.forEach(left -> left.cancel(true));
            running = List.of();
            end(client);
        }
    }

    private Seen await(CompletableFuture<Seen> asked, long deadline, long start) throws InterruptedException {
        try {
            return closed ? late(start) : asked.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return late(start);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.CancellationException e) {
            return new Seen(why(e), clock.nanoTime() - start);
        }
    }

    private Seen late(long start) {
        return new Seen("no answer within " + timeout.toMillis() + " ms", clock.nanoTime() - start);
    }

    private HttpRequest request(URI url) {
        return HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("User-Agent", "obs-probe")
                .build();
    }

    /** What is wrong with the answer; empty where nothing is. */
    private String wrong(HttpResponse<?> answer) {
        int status = answer.statusCode();
        if (status == expected) {
            return "";
        }
        String to = status / 100 == 3
                ? answer.headers()
                        .firstValue("Location")
                        .map(location -> " to " + plain(location.replaceAll("[?#].*", "")) + ", which is not followed,")
                        .orElse("")
                : "";
        return "answered " + status + to + " instead of " + expected;
    }

    private String why(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof java.util.concurrent.ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof HttpTimeoutException) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        if (within(cause, UnresolvedAddressException.class)) {
            return "the host's name is not known";
        }
        if (cause instanceof ConnectException) {
            return "no connection: " + told(cause, "refused");
        }
        if (cause instanceof SSLException) {
            return "no trusted TLS connection: " + told(cause, "the handshake failed");
        }
        return "no answer: " + told(cause, cause.getClass().getSimpleName());
    }

    private static boolean within(Throwable failure, Class<? extends Throwable> type) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (type.isInstance(at)) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }

    private static String told(Throwable failure, String otherwise) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? otherwise : plain(message);
    }

    /** One line of bounded length: part of it may come from the other side. */
    private static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "...";
    }

    private HttpClient client() {
        clients.removeIf(old -> old.get() == null);
        HttpClient last =
                clients.size() < MAX_CLIENTS ? null : clients.getLast().get();
        if (last != null) {
            return last; // rather than one more thread that waits to be collected
        }
        HttpClient made = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .executor(threads)
                .build();
        if (SHUTDOWN == null) {
            clients.add(new WeakReference<>(made));
        }
        return made;
    }

    private static void end(HttpClient client) {
        if (SHUTDOWN != null) {
            try {
                SHUTDOWN.invoke(client);
            } catch (Throwable e) {
                throw new IllegalStateException("the HTTP client could not be ended", e);
            }
        }
    }

    private static @Nullable MethodHandle shutdown() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(HttpClient.class, "shutdownNow", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException before21) {
            return null;
        }
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(left -> left.cancel(true));
        threads.shutdown();
    }
}
