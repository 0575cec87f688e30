package io.obs.redis;

import io.obs.cache.CacheAction;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What obs knows of a Redis command by its name: the only place where Redis' commands are sorted.
 *
 * <p>Look-ups are the reads that ask for values: what a cache is for. Reads of collections and EXISTS are none, because
 * an empty list is an answer and a look-up follows after EXISTS. Commands that wait for somebody (BLPOP) are among the
 * others, or their waiting would be taken for slowness.
 */
final class KnownCommand {

    /** How a command's answer says what was found. */
    enum Lookup {
        /** It looks nothing up. */
        NONE,
        /** One value, or nothing. */
        ONE,
        /** One value or nothing for each key. */
        EACH,
        /** All fields of a hash: one look-up, a miss where there is none. */
        ALL
    }

    private static final int MOST_SHOWN = 8;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,31}");
    private static final Map<String, KnownCommand> KNOWN = new HashMap<>();

    private final String name;
    private final CacheAction action;
    private final Lookup lookup;

    static {
        lookups(Lookup.ONE, "GET", "GETEX", "GETDEL", "HGET");
        lookups(Lookup.EACH, "MGET", "HMGET", "HGETEX", "HGETDEL");
        lookups(Lookup.ALL, "HGETALL");
        known(CacheAction.SET, "SET SETEX PSETEX SETNX MSET MSETNX MSETEX GETSET APPEND SETRANGE SETBIT RESTORE");
        known(CacheAction.SET, "HSET HMSET HSETNX HSETEX");
        known(CacheAction.DELETE, "DEL UNLINK HDEL DELEX FLUSHDB FLUSHALL");
        known(CacheAction.EXISTS, "EXISTS HEXISTS TYPE TOUCH");
        known(CacheAction.EXPIRE, "EXPIRE PEXPIRE EXPIREAT PEXPIREAT EXPIRETIME PEXPIRETIME PERSIST TTL PTTL");
        known(CacheAction.EXPIRE, "HEXPIRE HPEXPIRE HEXPIREAT HPEXPIREAT HEXPIRETIME HPEXPIRETIME HPERSIST HTTL HPTTL");
        known(CacheAction.INCR, "INCR INCRBY INCRBYFLOAT DECR DECRBY HINCRBY HINCRBYFLOAT");
        known(CacheAction.COLLECTION, "HKEYS HVALS HLEN HSTRLEN HRANDFIELD HSCAN");
        known(
                CacheAction.COLLECTION,
                "LPUSH LPUSHX RPUSH RPUSHX LPOP RPOP LRANGE LLEN LINDEX LINSERT LSET LREM LTRIM LPOS");
        known(CacheAction.COLLECTION, "LMOVE LMPOP RPOPLPUSH SORT SORT_RO");
        known(CacheAction.COLLECTION, "SADD SREM SCARD SMEMBERS SISMEMBER SMISMEMBER SPOP SRANDMEMBER SMOVE SSCAN");
        known(CacheAction.COLLECTION, "SINTER SINTERCARD SINTERSTORE SUNION SUNIONSTORE SDIFF SDIFFSTORE");
        known(
                CacheAction.COLLECTION,
                "ZADD ZREM ZCARD ZCOUNT ZINCRBY ZSCORE ZMSCORE ZRANK ZREVRANK ZRANGE ZRANGESTORE");
        known(CacheAction.COLLECTION, "ZREVRANGE ZRANGEBYSCORE ZREVRANGEBYSCORE ZRANGEBYLEX ZREVRANGEBYLEX ZLEXCOUNT");
        known(
                CacheAction.COLLECTION,
                "ZREMRANGEBYRANK ZREMRANGEBYSCORE ZREMRANGEBYLEX ZPOPMIN ZPOPMAX ZMPOP ZRANDMEMBER");
        known(CacheAction.COLLECTION, "ZSCAN ZINTER ZINTERCARD ZINTERSTORE ZUNION ZUNIONSTORE ZDIFF ZDIFFSTORE");
        known(CacheAction.COLLECTION, "XADD XLEN XRANGE XREVRANGE XDEL XTRIM XACK XCLAIM XAUTOCLAIM XPENDING");
        known(CacheAction.COLLECTION, "GEOADD GEODIST GEOHASH GEOPOS GEOSEARCH GEOSEARCHSTORE PFADD PFCOUNT PFMERGE");
        known(CacheAction.BATCH, "EXEC");
        known(CacheAction.OTHER, "PING ECHO SELECT MULTI DISCARD WATCH UNWATCH SCAN KEYS RENAME RENAMENX COPY DUMP");
        known(
                CacheAction.OTHER,
                "EVAL EVALSHA EVAL_RO EVALSHA_RO FCALL FCALL_RO SCRIPT FUNCTION PUBLISH SPUBLISH INFO");
        known(CacheAction.OTHER, "STRLEN GETRANGE GETBIT BITCOUNT BITPOS BITOP BITFIELD OBJECT DBSIZE TIME");
        known(CacheAction.OTHER, "BLPOP BRPOP BLMOVE BLMPOP BRPOPLPUSH BZPOPMIN BZPOPMAX BZMPOP XREAD XREADGROUP WAIT");
    }

    private KnownCommand(String name, CacheAction action, Lookup lookup) {
        this.name = name;
        this.action = action;
        this.lookup = lookup;
    }

    private static void lookups(Lookup lookup, String... names) {
        for (String name : names) {
            KNOWN.put(name, new KnownCommand(name, CacheAction.GET, lookup));
        }
    }

    private static void known(CacheAction action, String names) {
        for (String name : names.split(" ", -1)) {
            KNOWN.put(name, new KnownCommand(name, action, Lookup.NONE));
        }
    }

    /** @param name as the client spells it; what can't be a command's name (a key, perhaps) is not repeated */
    static KnownCommand of(String name) {
        KnownCommand known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        String fit = NAME.matcher(name).matches() ? name : "_OTHER";
        return new KnownCommand(fit, CacheAction.OTHER, Lookup.NONE);
    }

    String name() {
        return name;
    }

    CacheAction action() {
        return action;
    }

    Lookup lookup() {
        return lookup;
    }

    /** The command as the command line would take it, each argument redacted. */
    String text(int arguments) {
        if (arguments <= 0) {
            return name;
        }
        return name + " ?".repeat(Math.min(arguments, MOST_SHOWN)) + (arguments > MOST_SHOWN ? " ..." : "");
    }
}
