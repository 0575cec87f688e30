package io.obs.dev;

import java.util.List;

/** Where in the service's code something happens: the innermost frame that belongs to no library known here. */
final class Place {

    private static final List<String> LIBRARIES = List.of(
            "io.obs.",
            "io.opentelemetry.",
            "java.",
            "javax.",
            "jakarta.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.springframework.",
            "org.eclipse.jetty.",
            "org.apache.",
            "io.netty.",
            "io.grpc.",
            "io.micrometer.",
            "io.lettuce.",
            "redis.clients.",
            "com.rabbitmq.",
            "com.zaxxer.",
            "software.amazon.",
            "reactor.");

    private Place() {}

    static String here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !isLibrary(frame.getClassName()))
                        .findFirst()
                        .map(frame -> frame.toStackTraceElement().toString()))
                .orElse("no code of the service's, in thread "
                        + Thread.currentThread().getName());
    }

    private static boolean isLibrary(String type) {
        for (String library : LIBRARIES) {
            if (type.startsWith(library)) {
                return true;
            }
        }
        return false;
    }
}
