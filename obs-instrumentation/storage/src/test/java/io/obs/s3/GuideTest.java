package io.obs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.files.FileStore;
import io.obs.storage.StorageHandler;
import io.obs.testkit.GuidePage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The guide's Java, compiled and run. */
class GuideTest {

    private final byte[] text = "1\n00:00:01,000 --> 00:00:02,000\nhello\n".getBytes(StandardCharsets.UTF_8);

    private static final class Store {
        private final Map<String, byte[]> objects = new HashMap<>();

        byte[] write(String key, byte[] bytes) {
            objects.put(key, bytes);
            return bytes;
        }

        byte[] read(String key) {
            return objects.get(key);
        }

        InputStream open(String key) {
            return new ByteArrayInputStream(objects.get(key));
        }
    }

    private static Observability obs() {
        return Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build();
    }

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(Path.of("../../docs/guide/storage.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/s3/GuideTest.java"));
    }

    @Test
    void clients_areBuilt() {
        try (Observability obs = obs()) {
            S3Observability storage = S3Observability.create(obs);
            S3Client s3 = storage.build(S3Client.builder().region(Region.EU_WEST_1));
            S3AsyncClient async = storage.build(S3AsyncClient.builder().region(Region.EU_WEST_1));
            S3Client theirs = S3Client.builder()
                    .region(Region.EU_WEST_1)
                    .overrideConfiguration(to -> to.addExecutionInterceptor(storage.interceptor()))
                    .build();
            assertThat(List.of(s3, async, theirs)).doesNotContainNull();
            s3.close();
            async.close();
            theirs.close();
        }
    }

    @Test
    void files_areKept(@TempDir Path directory) throws Exception {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        try (Observability obs = obs()) {
            FileStore captions = FileStore.create(obs, directory);
            captions.put("2026/42.srt", text);
            try (InputStream in = captions.get("2026/42.srt")) {
                in.transferTo(response);
            }
            List<String> all = captions.list("2026/");
            captions.delete("2026/42.srt");
            assertThat(all).containsExactly("2026/42.srt");
            assertThat(response.toByteArray()).isEqualTo(text);
        }
    }

    @Test
    void ownStore_isObserved() throws Exception {
        Store store = new Store();
        String key = "42.srt";
        try (Observability obs = obs()) {
            StorageHandler handler = StorageHandler.create(obs);
            handler.upload("captions", key, text.length, () -> store.write(key, text));
            byte[] media = handler.download("captions", key, () -> store.read(key));
            InputStream stream = handler.open("captions", key, () -> store.open(key));
            assertThat(media).isEqualTo(text);
            assertThat(stream.readAllBytes()).isEqualTo(text);
        }
    }
}
