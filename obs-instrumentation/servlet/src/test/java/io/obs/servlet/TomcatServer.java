package io.obs.servlet;

import io.obs.testkit.http.HttpServerKit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;

/** A Tomcat, on a free port of loopback. */
record TomcatServer(Tomcat tomcat, Path base) implements HttpServerKit.Running {

    private static final Logger QUIET = Logger.getLogger("org.apache");

    /** One that is not started yet. */
    static TomcatServer create() throws IOException {
        QUIET.setLevel(Level.OFF);
        Path base = Files.createTempDirectory("tomcat");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        ErrorReportValve pages = new ErrorReportValve();
        pages.setShowReport(false); // its stack trace would differ by a filter
        tomcat.getHost().getPipeline().addValve(pages);
        return new TomcatServer(tomcat, base);
    }

    TomcatServer start() throws LifecycleException {
        tomcat.start();
        return this;
    }

    @Override
    public URI uri() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
            delete(base);
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
