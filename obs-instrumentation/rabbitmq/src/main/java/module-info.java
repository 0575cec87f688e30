/** Adapter of RabbitMQ's Java client. */
module io.obs.rabbitmq {
    requires transitive com.rabbitmq.client;
    requires transitive io.obs;
    requires static transitive org.jspecify;

    exports io.obs.rabbitmq;
}
