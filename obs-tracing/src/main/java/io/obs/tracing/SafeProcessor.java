package io.obs.tracing;

import io.obs.pipeline.Failures;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.function.Supplier;

/** Around a service's own span processor: what it throws stays here, where the SDK would let it into the application. */
final class SafeProcessor implements SpanProcessor {

    private final SpanProcessor processor;
    private final Failures failures;

    SafeProcessor(SpanProcessor processor, Failures failures) {
        this.processor = processor;
        this.failures = failures;
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
        try {
            processor.onStart(parentContext, span);
        } catch (Throwable e) {
            failures.caught("span_processor", e);
        }
    }

    @Override
    public boolean isStartRequired() {
        return processor.isStartRequired();
    }

    @Override
    public void onEnd(ReadableSpan span) {
        try {
            processor.onEnd(span);
        } catch (Throwable e) {
            failures.caught("span_processor", e);
        }
    }

    @Override
    public boolean isEndRequired() {
        return processor.isEndRequired();
    }

    @Override
    public CompletableResultCode forceFlush() {
        return safely(processor::forceFlush);
    }

    @Override
    public CompletableResultCode shutdown() {
        return safely(processor::shutdown);
    }

    private CompletableResultCode safely(Supplier<CompletableResultCode> task) {
        try {
            return task.get();
        } catch (Throwable e) {
            failures.caught("span_processor", e);
            return CompletableResultCode.ofFailure();
        }
    }

    @Override
    public String toString() {
        return "SafeProcessor{" + processor + '}';
    }
}
