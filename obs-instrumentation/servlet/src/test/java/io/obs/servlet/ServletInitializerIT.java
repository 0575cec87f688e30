package io.obs.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.testkit.http.HttpServerKit.Running;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web application that knows nothing of obs, with the artifact on its class path. */
class ServletInitializerIT {

    @TempDir
    Path root;

    @BeforeEach
    void set() {
        System.setProperty("obs.admin.enabled", "false");
        System.setProperty("obs.service", "nobody-asked");
    }

    @AfterEach
    void clear() {
        Observability.init().close();
        System.clearProperty("obs.admin.enabled");
        System.clearProperty("obs.service");
    }

    @Test
    void jarAlone_startsObsAndObserves() throws Exception {
        WebAppContext context = new WebAppContext();
        context.setContextPath("/shop");
        context.setWar(root.toString());
        context.setParentLoaderPriority(true);
        try (Running server = Jetty.start(context)) {
            assertThat(Observability.init().service()).isEqualTo("nobody-asked");
            assertThat(GuideTest.answer(server.uri()).getHeaderField("X-Trace-ID"))
                    .matches("[0-9a-f]{32}");
        }
        // It is not the application's own: another one of this process may use it.
        assertThat(Observability.init().pipeline().isClosed()).isFalse();
    }

    @Test
    void wrongConfiguration_stopsTheApplication() throws Exception {
        System.setProperty("obs.http.slow", "soon");
        try {
            WebAppContext context = new WebAppContext();
            context.setWar(root.toString());
            context.setThrowUnavailableOnStartupException(true);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Jetty.start(context)))
                    .hasStackTraceContaining("obs.http.slow");
        } finally {
            System.clearProperty("obs.http.slow");
        }
    }
}
