package io.obs.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class, or one test, an obs of its own: nothing leaves the process, nothing stays behind.
 *
 * <p>Test methods, their {@code @BeforeEach} and constructors take an {@link io.obs.Observability} or a {@link TestTelemetry} as
 * a parameter. By default each test has a new one; {@link Scope#CLASS} shares one among the tests of a class, also with
 * {@code @BeforeAll}. It is closed after the test, or after the class. Settings that are code (a clock, a MeterRegistry) go through
 * {@link ObsExtension#with}.
 *
 * <p>Tests may run side by side: each has its own metrics, spans and admin port. Logback is one a process: a line that
 * belongs to a trace is seen only by the test whose trace it is, a line outside traces by all that run at that moment.
 *
 * <pre>{@code
 * @ObsTest
 * class ShopTest {
 *     @Test
 *     void sale_isTraced(Observability obs) {
 *         new Shop(obs).sell();
 *         assertThat(obs).trace("sell").hasNoErrors();
 *     }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(ObsExtension.class)
public @interface ObsTest {

    /** How long an obs lives. */
    enum Scope {
        /** Each test method has one of its own. */
        METHOD,
        /** The methods of a class share one. */
        CLASS
    }

    /** The service's name. */
    String service() default TestTelemetry.SERVICE;

    /** Settings, each {@code key=value}: {@code "obs.http.slow=2s"}. */
    String[] settings() default {};

    /** How long the obs lives. */
    Scope scope() default Scope.METHOD;
}
