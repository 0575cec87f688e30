package io.obs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** RELIABILITY, promise 8: a redeployed application leaves nothing of its obs behind. */
class ClassLoaderLeakIT {

    @Test
    void classLoader_isCollected_afterClose() throws Exception {
        WeakReference<ClassLoader> application = runApplication();

        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return application.refersTo(null);
        });
        assertThat(application.get()).isNull();
    }

    /** On a thread that ends, as a container's does not, but its thread locals are no business of ours. */
    private static WeakReference<ClassLoader> runApplication() throws Exception {
        URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
        Throwable[] failure = new Throwable[1];
        Thread thread = new Thread(() -> {
            try {
                Runnable application = (Runnable) loader.loadClass(Application.class.getName())
                        .getDeclaredConstructor()
                        .newInstance();
                assertThat(application.getClass().getClassLoader()).isSameAs(loader);
                application.run();
            } catch (ReflectiveOperationException | RuntimeException | Error e) {
                failure[0] = e;
            }
        });
        thread.setContextClassLoader(loader);
        thread.start();
        thread.join();
        assertThat(failure[0]).isNull();
        loader.close();
        return new WeakReference<>(loader);
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(path -> {
                    try {
                        return new File(path).toURI().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalArgumentException(e);
                    }
                })
                .toArray(URL[]::new);
    }

    /** Uses obs as a service does: initialises it, looks at it, closes it. */
    public static final class Application implements Runnable {

        @Override
        public void run() {
            Observability obs = Observability.builder()
                    .set("obs.admin.port", "0")
                    .service("redeployed")
                    .init();
            obs.health().register("a", io.obs.health.HealthCheck.Kind.READINESS, io.obs.health.HealthResult::healthy);
            try {
                URL health = java.net
                        .URI
                        .create("http://127.0.0.1:"
                                + obs.adminAddress().orElseThrow().getPort() + "/health")
                        .toURL();
                assertThat(health.openStream().readAllBytes()).isNotEmpty();
                obs.wrap(() -> {}).run();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            } finally {
                obs.close();
            }
        }
    }
}
