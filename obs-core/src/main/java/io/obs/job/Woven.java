package io.obs.job;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Put by the goal {@code weave} on each class whose {@linkplain ObservedJob observed} methods it wove, so that nothing
 * observes them twice: not a second build, not a proxy. Not for hand-written code.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Woven {}
