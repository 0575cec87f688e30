package io.obs.jaxrs;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a resource method's annotations say of it, its own or those of a superclass or an interface.
 *
 * @param verb the HTTP method
 * @param path that of the class
 * @param below that of the method under it; empty where it has none
 */
record ResourceMethod(String verb, String path, String below) {

    /** Jersey's own resources are no routes of the service's (WADL, which it has where there is a JAXB). */
    private static final String JERSEY = "org.glassfish.jersey.";

    /**
     * Null where annotations don't say it: for methods made in code, and classes that only locators lead to. Null of a
     * framework's own too.
     */
    static @Nullable ResourceMethod of(ResourceInfo info) {
        Class<?> resource = info.getResourceClass();
        Method method = info.getResourceMethod();
        if (resource == null || method == null || resource.getName().startsWith(JERSEY)) {
            return null;
        }
        List<Class<?>> types = types(resource);
        Path path = types.stream()
                .map(type -> type.getAnnotation(Path.class))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
        Method annotated = annotated(types, method);
        String verb = annotated == null ? null : verb(annotated);
        if (path == null || annotated == null || verb == null) {
            return null;
        }
        Path below = annotated.getAnnotation(Path.class);
        return new ResourceMethod(verb, path.value(), below == null ? "" : below.value());
    }

    /** The class, its superclasses, then all their interfaces. */
    private static List<Class<?>> types(Class<?> resource) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
            types.add(type);
        }
        Deque<Class<?>> left = new ArrayDeque<>(types);
        while (!left.isEmpty()) {
            for (Class<?> one : left.remove().getInterfaces()) {
                if (types.add(one)) {
                    left.add(one);
                }
            }
        }
        return List.copyOf(types);
    }

    private static @Nullable Method annotated(List<Class<?>> types, Method method) {
        return types.stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(candidate -> overrides(method, candidate) && verb(candidate) != null)
                .findFirst()
                .orElse(null);
    }

    /** True of the method itself, and of those it may implement, whose types are wider where they are generic. */
    private static boolean overrides(Method method, Method candidate) {
        Class<?>[] own = method.getParameterTypes();
        Class<?>[] wider = candidate.getParameterTypes();
        boolean same = candidate.getName().equals(method.getName()) && own.length == wider.length;
        for (int i = 0; same && i < own.length; i++) {
            same = wider[i].isAssignableFrom(own[i]);
        }
        return same;
    }

    private static @Nullable String verb(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value();
            }
        }
        return null;
    }
}
