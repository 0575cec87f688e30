package io.obs.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.Observability;
import io.obs.context.RequestContext;
import io.obs.storage.StorageHandler;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.storage.StorageContract;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;

/** A store of a service's own, observed by the handler alone. */
class OwnStoreIT implements StorageContract {

    @Override
    public Store store(Observability obs) {
        StorageHandler handler = StorageHandler.create(obs);
        ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
        return new Store() {
            private byte[] read(String key) {
                byte[] object = objects.get(key);
                if (object == null) {
                    throw new NoSuchElementException("nothing at " + key);
                }
                return object;
            }

            @Override
            public void put(String key, byte[] bytes) {
                handler.upload("memory", key, bytes.length, () -> objects.put(key, bytes));
            }

            @Override
            public byte[] get(String key) {
                return handler.download("memory", key, () -> read(key));
            }

            @Override
            public InputStream open(String key) {
                return handler.open("memory", key, () -> new ByteArrayInputStream(read(key)));
            }

            @Override
            public void delete(String key) {
                handler.delete("memory", key, () -> objects.remove(key));
            }

            @Override
            public List<String> list(String prefix) {
                return handler.list(
                        "memory",
                        () -> objects.keySet().stream()
                                .filter(key -> key.startsWith(prefix))
                                .toList());
            }
        };
    }

    @Override
    public Look look() {
        return FileStoreIT.LOOK;
    }

    @Override
    public Class<? extends Throwable> missing() {
        return NoSuchElementException.class;
    }

    @Test
    @SuppressWarnings("try") // the scope is only held
    void timeout_isWhatTheRequestsErrorIsPutDownTo() {
        RequestContext request = RequestContext.of("mine");
        try (TestTelemetry telemetry = TestTelemetry.start();
                Scope scope = Context.root().with(request).makeCurrent()) {
            StorageHandler handler = StorageHandler.create(telemetry.obs());
            assertThatThrownBy(() -> handler.list("memory", () -> {
                        throw new SocketTimeoutException("too slow");
                    }))
                    .isExactlyInstanceOf(SocketTimeoutException.class);
            assertThat(request.failureHint()).isEqualTo("timeout");
        }
    }

    @Test
    void cancelledCall_isNoError() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            StorageHandler handler = StorageHandler.create(telemetry.obs());
            assertThatThrownBy(() -> handler.delete("memory", "a", () -> {
                        throw new CancellationException();
                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(telemetry.scrape().value("storage_errors_total", "operation", "delete"))
                    .hasValue(0);
        }
    }
}
