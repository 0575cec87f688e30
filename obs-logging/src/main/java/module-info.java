/** The logging room: JSON lines on standard output, from logback. */
module io.obs.logging {
    requires transitive io.obs;
    requires transitive ch.qos.logback.classic;
    requires transitive ch.qos.logback.core;
    requires org.slf4j;
    requires static logstash.logback.encoder;
    requires static transitive org.jspecify;
    requires static tools.jackson.core;
    requires static tools.jackson.databind;

    exports io.obs.logging;
    exports io.obs.logging.json;
    exports io.obs.logging.stack;

    // So that class loaders find base.xml.
    opens io.obs.logging;

    provides ch.qos.logback.classic.spi.Configurator with
            io.obs.logging.ObsConfigurator;
    provides io.obs.spi.Room with
            io.obs.logging.LoggingRoom;
}
