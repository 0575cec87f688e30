package io.obs.testkit;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link ObsTest} switches on; registered by hand where settings are code.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ObsExtension OBS = ObsExtension.with(builder -> builder.clock(clock).set("obs.http.slow", "2s"));
 * }</pre>
 *
 * <p>An obs is made when the first parameter asks for it, or before the test; thread-safe, as tests run side by side.
 */
public final class ObsExtension implements ParameterResolver, BeforeAllCallback, BeforeEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(ObsExtension.class);

    private final ObsTest.Scope scope;
    private final Consumer<Observability.Builder> settings;

    /** As {@link ObsTest} says. */
    public ObsExtension() {
        this(ObsTest.Scope.METHOD, builder -> {});
    }

    private ObsExtension(ObsTest.Scope scope, Consumer<Observability.Builder> settings) {
        this.scope = scope;
        this.settings = settings;
    }

    /** Sets, uses and installs what the tests need; in place of {@link ObsTest}. Each test has an obs of its own. */
    public static ObsExtension with(Consumer<Observability.Builder> settings) {
        return new ObsExtension(ObsTest.Scope.METHOD, requireNonNull(settings, "settings"));
    }

    /** The same, with another scope; the field is static then. */
    public ObsExtension inScope(ObsTest.Scope other) {
        return new ObsExtension(requireNonNull(other, "other"), settings);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Mark> mark = mark(context);
        if (scope(mark) == ObsTest.Scope.CLASS) {
            telemetry(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        telemetry(context).mark();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Observability.class || type == TestTelemetry.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestTelemetry telemetry = telemetry(context);
        return parameter.getParameter().getType() == TestTelemetry.class ? telemetry : telemetry.obs();
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD; // a constructor's parameter is the test's own
    }

    private TestTelemetry telemetry(ExtensionContext context) {
        Optional<Mark> mark = mark(context);
        ExtensionContext owner = context;
        if (scope(mark) == ObsTest.Scope.CLASS) {
            owner = mark.map(Mark::at).orElseGet(() -> outermostClass(context));
        } else if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("before the first test there is no obs that belongs to one test; "
                    + "@BeforeAll, and constructors of one instance for all tests, need @ObsTest(scope = CLASS)");
        }
        return owner.getStore(NAMESPACE)
                .computeIfAbsent(
                        owner.getUniqueId(), // not the parents' one
                        id -> TestTelemetry.start(builder -> {
                            mark.ifPresent(found -> apply(found.annotation(), builder));
                            settings.accept(builder);
                        }),
                        TestTelemetry.class);
    }

    private ObsTest.Scope scope(Optional<Mark> mark) {
        return mark.map(found -> found.annotation().scope()).orElse(scope);
    }

    /** The annotation that counts, and whose it is. */
    private record Mark(ObsTest annotation, ExtensionContext at) {}

    private static Optional<Mark> mark(ExtensionContext context) {
        Optional<ExtensionContext> at = Optional.of(context);
        while (at.isPresent()) {
            ExtensionContext here = at.get();
            Optional<ObsTest> found =
                    here.getElement().flatMap(element -> AnnotationSupport.findAnnotation(element, ObsTest.class));
            if (found.isPresent()) {
                return Optional.of(new Mark(found.get(), here));
            }
            at = here.getParent();
        }
        return Optional.empty();
    }

    private static ExtensionContext outermostClass(ExtensionContext context) {
        ExtensionContext found = context;
        for (ExtensionContext at = context;
                at.getTestClass().isPresent();
                at = at.getParent().orElse(at.getRoot())) {
            found = at;
        }
        return found;
    }

    private static void apply(ObsTest annotation, Observability.Builder to) {
        to.service(annotation.service());
        for (String setting : annotation.settings()) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "@ObsTest has the setting \"" + setting + "\", allowed: key=value, as obs.http.slow=2s");
            }
            to.set(
                    setting.substring(0, equals).strip(),
                    setting.substring(equals + 1).strip());
        }
    }
}
