package io.obs.logging.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

/** A class path without Jackson and logstash-logback-encoder: what needs neither works, objects show their own text. */
class WithoutJacksonTest {

    /** Loads obs-logging again, and finds neither Jackson nor logstash. */
    private static final class Poor extends ClassLoader {

        Poor() {
            super(WithoutJacksonTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("tools.jackson.") || name.startsWith("net.logstash.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.obs.logging.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream bytes = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] all = bytes.readAllBytes();
                return defineClass(name, all, 0, all.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** Runs inside {@link Poor}. */
    public static final class Encoding implements Supplier<String> {
        @Override
        public String get() {
            LoggerContext context = new LoggerContext();
            context.setMDCAdapter(new LogbackMDCAdapter());
            LoggingEvent event = new LoggingEvent(
                    "x", context.getLogger("a"), Level.INFO, "hello {}", new Exception("no"), new Object[] {List.of(1)
                    });
            event.addKeyValuePair(new KeyValuePair("list", List.of(1, "b")));
            event.addKeyValuePair(new KeyValuePair("object", new StringBuilderLike()));
            event.addMarker(MarkerFactory.getDetachedMarker("AUDIT"));
            LineBuffer line = new LineBuffer();
            new LineEncoder(LineFormat.of("poor"), new Failures(Clock.system())).encode(event, line);
            return new String(line.array(), 0, line.length(), StandardCharsets.UTF_8);
        }
    }

    /** An object of the service's own. */
    public static final class StringBuilderLike {
        @Override
        public String toString() {
            return "own text";
        }
    }

    @Test
    void lines_areWritten() throws Exception {
        Supplier<?> encoding = (Supplier<?>) new Poor()
                .loadClass(Encoding.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        String line = encoding.get().toString();
        assertThat(encoding.getClass()).isNotEqualTo(Encoding.class);
        assertThat(Lines.parse(line.trim()).get("message").asString()).isEqualTo("hello [1]");
        assertThat(line).contains("\"list\":[1,\"b\"],\"object\":\"own text\",\"tags\":[\"AUDIT\"],\"error\":{");
    }
}
