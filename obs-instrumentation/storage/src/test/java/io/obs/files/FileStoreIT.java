package io.obs.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.Observability;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.storage.StorageContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreIT implements StorageContract {

    static final Look LOOK = new Look(
            "storage upload",
            "storage download",
            "storage delete",
            "storage list",
            "INTERNAL",
            "obs.storage.bucket",
            "obs.storage.key");

    @TempDir
    Path directory;

    @Override
    public Store store(Observability obs) throws Exception {
        FileStore files = FileStore.create(obs, directory);
        return new Store() {
            @Override
            public void put(String key, byte[] bytes) throws Exception {
                files.put(key, bytes);
            }

            @Override
            public byte[] get(String key) throws Exception {
                try (InputStream in = files.get(key)) {
                    return in.readAllBytes();
                }
            }

            @Override
            public InputStream open(String key) throws Exception {
                return files.get(key);
            }

            @Override
            public void delete(String key) throws Exception {
                files.delete(key);
            }

            @Override
            public List<String> list(String prefix) throws Exception {
                return files.list(prefix);
            }
        };
    }

    @Override
    public Look look() {
        return LOOK;
    }

    @Override
    public Class<? extends Throwable> missing() {
        return NoSuchFileException.class;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/etc/passwd", "..", "../up", "a/../../b", "a//b", "a/./b", "a\\b", "a\0b", "a/"})
    void whatIsNoKey_isRefusedAndNotCounted(String key) throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            FileStore files = FileStore.create(telemetry.obs(), directory);
            assertThatThrownBy(() -> files.put(key, new byte[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("allowed: a relative path");
            assertThatThrownBy(() -> files.get(key)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> files.delete(key)).isInstanceOf(IllegalArgumentException.class);
            assertThat(telemetry.scrape().value("storage_errors_total", "operation", "upload"))
                    .hasValue(0);
        }
    }

    @Test
    void linkOutOfTheDirectory_isNotFollowed(@TempDir Path elsewhere) throws Exception {
        Files.writeString(elsewhere.resolve("secret"), "hush");
        Files.createSymbolicLink(directory.resolve("out"), elsewhere);
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            FileStore files = FileStore.create(telemetry.obs(), directory);
            assertThatThrownBy(() -> files.get("out/secret")).hasMessageContaining("leads out");
            assertThatThrownBy(() -> files.put("out/new/one", new byte[1])).hasMessageContaining("leads out");
            assertThatThrownBy(() -> files.delete("out/secret")).hasMessageContaining("leads out");
            assertThat(files.list("")).isEmpty();
            assertThat(elsewhere).isDirectoryNotContaining(file -> !file.endsWith("secret"));
            assertThat(telemetry.scrape().value("storage_errors_total", "operation", "delete"))
                    .hasValue(1);
        }
    }

    @Test
    void uploadThatBreaks_leavesWhatWasThere() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            FileStore files = FileStore.create(telemetry.obs(), directory);
            files.put("a", new byte[3]);
            InputStream breaks = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("the line went dead");
                }

                @Override
                public int read(byte[] to, int offset, int count) throws IOException {
                    return read();
                }
            };
            assertThatThrownBy(() -> files.put("a", breaks)).hasMessage("the line went dead");
            files.put("b", new ByteArrayInputStream(new byte[4]));
            assertThat(files.get("a").readAllBytes()).hasSize(3);
            assertThat(files.list("")).containsExactly("a", "b");
            assertThat(directory)
                    .isDirectoryNotContaining(file -> file.toString().endsWith(".unfinished"));
            assertThat(telemetry.scrape().value("storage_errors_total", "operation", "upload"))
                    .hasValue(1);
        }
    }

    @Test
    void delete_saysWhetherThereWasOne() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            FileStore files = FileStore.create(telemetry.obs(), directory);
            files.put("a/b", new byte[3]);
            assertThat(files.delete("a")).isFalse();
            assertThat(files.delete("a/b")).isTrue();
            assertThat(files.delete("a/b")).isFalse();
        }
    }

    @Test
    void directoryThatIsNotThere_isRefused() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            assertThatThrownBy(() -> FileStore.create(telemetry.obs(), directory.resolve("none")))
                    .isInstanceOf(NotDirectoryException.class);
        }
    }
}
