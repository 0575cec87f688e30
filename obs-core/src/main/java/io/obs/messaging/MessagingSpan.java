package io.obs.messaging;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of spans of messages, by the OpenTelemetry semantic conventions for messaging and RabbitMQ.
 *
 * <p>No body and no header ever becomes an attribute.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">OpenTelemetry messaging spans</a>
 */
final class MessagingSpan {

    static final String SEND = "send";
    static final String RECEIVE = "receive";
    static final String PROCESS = "process";

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION_NAME = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");
    private static final AttributeKey<String> CONVERSATION =
            AttributeKey.stringKey("messaging.message.conversation_id");
    private static final AttributeKey<Long> BODY_SIZE = AttributeKey.longKey("messaging.message.body.size");
    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("messaging.batch.message_count");
    private static final AttributeKey<String> ROUTING_KEY =
            AttributeKey.stringKey("messaging.rabbitmq.destination.routing_key");
    private static final AttributeKey<Long> DELIVERY_TAG =
            AttributeKey.longKey("messaging.rabbitmq.message.delivery_tag");
    private static final AttributeKey<Boolean> REDELIVERED = AttributeKey.booleanKey("obs.message.redelivered");
    private static final AttributeKey<String> SETTLEMENT = AttributeKey.stringKey("obs.message.settlement");
    private static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private static final int MAX_TEXT = 512;

    private MessagingSpan() {}

    /** @param name what the client calls the operation; {@code type} what the conventions call it */
    static void operation(SpanBuilder to, String system, String name, String type) {
        to.setAttribute(SYSTEM, system);
        to.setAttribute(OPERATION_NAME, name);
        to.setAttribute(OPERATION_TYPE, type);
    }

    static void message(SpanBuilder to, Message message) {
        to.setAttribute(DESTINATION, bounded(message.destination()));
        text(to, ROUTING_KEY, message.routingKey());
        text(to, MESSAGE_ID, message.id());
        text(to, CONVERSATION, message.conversationId());
        if (message.bodySize() >= 0) {
            to.setAttribute(BODY_SIZE, message.bodySize());
        }
        if (message.deliveryTag() >= 0) {
            to.setAttribute(DELIVERY_TAG, message.deliveryTag());
        }
        if (message.redelivered()) {
            to.setAttribute(REDELIVERED, true);
        }
        text(to, HOST, message.host());
        if (message.port() > 0) {
            to.setAttribute(PORT, (long) message.port());
        }
    }

    static void batch(SpanBuilder to, String destination, int messages) {
        to.setAttribute(DESTINATION, bounded(destination));
        to.setAttribute(BATCH, (long) messages);
    }

    static void settled(Span to, Settlement how) {
        to.setAttribute(SETTLEMENT, how.label());
    }

    static void failed(Span to, @Nullable Throwable error, @Nullable String type) {
        if (error != null) {
            to.setAttribute(ERROR_TYPE, error.getClass().getName());
        } else if (type != null) {
            to.setAttribute(ERROR_TYPE, type);
        }
    }

    private static void text(SpanBuilder to, AttributeKey<String> key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            to.setAttribute(key, bounded(value));
        }
    }

    private static String bounded(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
