package io.obs.maven;

import io.obs.job.WovenJobs;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * The code that is copied to the beginning and the end of a method. It knows obs by one class and objects only, and
 * swallows whatever goes wrong: where a woven class runs without obs, it runs.
 */
final class JobAdvice {

    private JobAdvice() {}

    /** The parameter into which the woven method's mark is bound. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Mark {}

    /** Begins a method without fields. */
    static final class Enter {
        private Enter() {}

        @Advice.OnMethodEnter(suppress = Throwable.class)
        static @Nullable Object enter(@Mark Object mark) {
            return WovenJobs.enter(mark);
        }
    }

    /** Begins a method with fields. */
    static final class EnterWithArguments {
        private EnterWithArguments() {}

        @Advice.OnMethodEnter(suppress = Throwable.class)
        static @Nullable Object enter(@Mark Object mark, @Advice.AllArguments Object[] arguments) {
            return WovenJobs.enter(mark, arguments);
        }
    }

    /** Ends a method whose result, a primitive or none, says nothing. */
    static final class Exit {
        private Exit() {}

        @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
        static void exit(@Advice.Enter @Nullable Object job, @Advice.Thrown @Nullable Throwable thrown) {
            WovenJobs.exit(job, null, thrown);
        }
    }

    /** Ends a method whose result may be a stage or a future. */
    static final class ExitWithResult {
        private ExitWithResult() {}

        @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
        static void exit(
                @Advice.Enter @Nullable Object job,
                @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object result,
                @Advice.Thrown @Nullable Throwable thrown) {
            WovenJobs.exit(job, result, thrown);
        }
    }
}
