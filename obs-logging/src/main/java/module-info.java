/** The logging room: JSON lines on standard output, from logback. */
module io.obs.logging {
    requires transitive io.obs;
    requires transitive ch.qos.logback.classic;
    requires transitive ch.qos.logback.core;
    requires org.slf4j;
    requires static logstash.logback.encoder;
    requires static transitive org.jspecify;
    requires static tools.jackson.core;
}
