package io.obs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** HikariCP is optional. */
class WithoutHikariTest {

    /** Runs in a class loader of its own. */
    public static final class Program implements Runnable {
        @Override
        public void run() {
            DataSource h2 = H2IT.h2("jdbc:h2:mem:without");
            try (Observability obs = Observability.builder()
                            .withoutDiscovery()
                            .set("obs.admin.enabled", "false")
                            .build();
                    var connection = JdbcObservability.create(obs).wrap(h2).getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void dataSource_isObservedWithoutHikari() throws Exception {
        URL[] without = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("HikariCP"))
                .map(WithoutHikariTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(without, ClassLoader.getPlatformClassLoader())) {
            Class<?> program = loader.loadClass("io.obs.jdbc.WithoutHikariTest$Program");
            assertThat(program.getClassLoader()).isSameAs(loader);
            ((Runnable) program.getDeclaredConstructor().newInstance()).run();
        }
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
