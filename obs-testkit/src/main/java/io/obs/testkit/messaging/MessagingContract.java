package io.obs.testkit.messaging;

/**
 * What every messaging adapter promises, run on a real broker: an adapter's test implements this and says how to
 * {@linkplain #connect connect}; all tests come with it.
 *
 * <pre>{@code
 * class RabbitObservabilityIT implements MessagingContract {
 *     @Override
 *     public Client connect(@Nullable Observability obs, InetSocketAddress broker, String... known) { ... }
 * }
 * }</pre>
 */
public interface MessagingContract
        extends MessagingMetricsContract,
                MessagingDepthContract,
                MessagingSettlementContract,
                MessagingContextContract,
                MessagingSpansContract,
                MessagingOutageContract {}
