package io.obs.examples.captions.infrastructure;

import io.obs.part.postgres.PostgresPart;
import io.obs.part.rabbitmq.RabbitPart;
import io.obs.part.redis.RedisPart;
import io.obs.part.s3.S3Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** A server that services need. */
enum Part {
    POSTGRES {
        @Override
        Server start(int port, Path directory) throws IOException {
            PostgresPart part = PostgresPart.embedded(port, kept(directory));
            String url = part.url() + "?user=" + part.user() + "&socketTimeout=5";
            return new Server(part, part.port(), Map.of("CAPTION_POSTGRES_URL", url));
        }
    },
    REDIS {
        @Override
        Server start(int port, Path directory) {
            RedisPart part = RedisPart.embedded(port);
            return new Server(part, part.port(), Map.of("CAPTION_REDIS_URL", part.uri()));
        }
    },
    RABBITMQ {
        @Override
        Server start(int port, Path directory) {
            RabbitPart part = RabbitPart.embedded(port);
            return new Server(part, part.port(), Map.of("CAPTION_RABBITMQ_URL", part.uri()));
        }
    },
    S3 {
        @Override
        Server start(int port, Path directory) throws IOException {
            S3Part part = S3Part.embedded(port, kept(directory));
            Map<String, String> settings = Map.of(
                    "CAPTION_S3_ENDPOINT", part.uri().toString(),
                    "CAPTION_S3_ACCESS_KEY", S3Part.ACCESS_KEY,
                    "CAPTION_S3_SECRET_KEY", S3Part.SECRET_KEY);
            return new Server(part, part.port(), settings);
        }
    };

    /**
     * A part that runs.
     *
     * @param settings how services reach it, as they read it from their environment
     */
    record Server(AutoCloseable part, int port, Map<String, String> settings) {}

    /**
     * @param port where it listens; 0 for any
     * @param directory where it may keep what shall survive it
     */
    abstract Server start(int port, Path directory) throws IOException;

    static Part of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    Path kept(Path directory) throws IOException {
        return Files.createDirectories(directory.resolve(toString()));
    }

    /** As it is spoken of. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
