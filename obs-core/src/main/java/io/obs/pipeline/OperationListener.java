package io.obs.pipeline;

/**
 * One signal's ear in the pipeline.
 *
 * <p>Listeners are entered in the order of {@link Signal} and left in reverse, each isolated: what one throws is counted
 * and logged, and reaches neither the others nor the service. Called on the threads of the service, so never blocks.
 */
public interface OperationListener {

    /** What gives this signal nothing, so that it costs nothing either; by default there is no such work. Asked once. */
    default Unheard unheard() {
        return Unheard.NONE;
    }

    /** The operation starts; {@link Operation#context(io.opentelemetry.context.Context)} may still be replaced. */
    default void onStart(Operation operation) {}

    /** The operation has ended, with its outcome and end time set; called once for each operation. */
    default void onEnd(Operation operation) {}

    /** Something happened at one moment. */
    default void onEvent(Event event) {}
}
