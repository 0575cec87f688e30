package io.obs.newcomers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A service as somebody writes it who read README and guide, and how it is run. */
enum Newcomer {
    JDK("jdk"),
    GRPC("grpc"),
    SERVLET_ON_JETTY("servlet"),
    SERVLET_ON_TOMCAT("servlet"),
    JERSEY_ON_JETTY("jersey"),
    JERSEY_ON_TOMCAT("jersey"),
    RESTEASY_ON_JETTY("resteasy"),
    RESTEASY_ON_TOMCAT("resteasy"),
    SPRING_MVC("spring-webmvc"),
    SPRING_WEBFLUX("spring-webflux"),
    SPRING_WAR_ON_JETTY("spring-war"),
    SPRING_WAR_ON_TOMCAT("spring-war");

    private static final String SEPARATOR = System.getProperty("path.separator");

    private final String project;

    Newcomer(String project) {
        this.project = project;
    }

    /** The project's directory. */
    Path project() {
        return Path.of("..", project);
    }

    /** What follows {@code java}. */
    List<String> command(int port, Path work) {
        Path built = project().resolve("target").toAbsolutePath().normalize();
        String name = "first-" + project;
        if (this == JDK || this == GRPC) {
            return List.of(
                    "-cp", built.resolve("classes") + SEPARATOR + built.resolve("lib") + "/*", "shop.Main", "" + port);
        }
        if (this == SPRING_MVC || this == SPRING_WEBFLUX) {
            return List.of(
                    "-jar",
                    built.resolve(name + ".jar").toString(),
                    "--server.port=" + port,
                    "--server.address=127.0.0.1");
        }
        Path war = built.resolve(name + ".war");
        return name().endsWith("JETTY")
                ? List.of(
                        "-cp",
                        container("/org/eclipse/jetty/", "/jakarta/", "/org/ow2/asm/", "/org/slf4j/slf4j-api"),
                        OnJetty.class.getName(),
                        war.toString(),
                        "" + port)
                : List.of(
                        "-cp",
                        container("/org/apache/tomcat/", "/jakarta/annotation/"),
                        OnTomcat.class.getName(),
                        war.toString(),
                        "" + port,
                        work.toString());
    }

    /** The series that all have before the first request, in this one's words. */
    String atZeroInItsWords(String series) {
        return switch (project) {
            // It knows methods and mappings, not which path belongs to which.
            case "servlet" ->
                sorted(series.lines()
                        .filter(line -> !line.contains("status=201"))
                        .map(line -> line.replace("/api/v1/jobs/{id}", "/api/v1/jobs/*"))
                        .flatMap(line -> line.contains("/api/v1/jobs")
                                ? Stream.of(
                                        line,
                                        line.contains("=GET")
                                                ? line.replace("=GET", "=POST")
                                                : line.replace("=POST", "=GET"))
                                : Stream.of(line)));
            // Which status an answer has that a method builds is known when it is built.
            case "jersey", "resteasy" -> sorted(series.lines().filter(line -> !line.contains("status=201")));
            default -> series;
        };
    }

    private static String sorted(Stream<String> lines) {
        return lines.sorted().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** What all leave, in this one's words: the guide's page on HTTP servers lists the differences. */
    String inItsWords(String left) {
        return switch (project) {
            case "servlet" -> left.replace("/api/v1/jobs/{id}", "/api/v1/jobs/*");
            case "resteasy" ->
                left.replace("error_type=exception", "error_type=server_error")
                        .replaceAll(",\"error\":\\{[^}]*}", "")
                        .replaceAll("error.type=java[a-zA-Z.]+", "error.type=500")
                        .replaceAll("(?m)^  exception .*\n", "");
            default -> left;
        };
    }

    /** Nothing but the container: what obs needs is the web application's own. */
    private static String container(String... places) {
        List<String> path = new ArrayList<>();
        path.add(Path.of("target/test-classes").toAbsolutePath().toString());
        Stream.of(System.getProperty("java.class.path").split(SEPARATOR))
                .filter(entry -> Stream.of(places)
                        .anyMatch(place -> entry.replace('\\', '/').contains(place)))
                .forEach(path::add);
        return String.join(SEPARATOR, path);
    }
}
