/** Adapters of the Redis clients Lettuce and Jedis; a service has one of them. */
module io.obs.redis {
    requires transitive io.obs;
    requires static transitive lettuce.core;
    requires static transitive redis.clients.jedis;
    requires static org.apache.commons.pool2;
    requires static transitive org.jspecify;

    exports io.obs.redis;
}
