package io.obs.redis;

import io.obs.cache.CacheAction;
import io.obs.cache.CacheCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several commands that are sent together, named as the conventions say: {@code PIPELINE}, {@code MULTI SET}.
 *
 * @param commands at least one
 */
record SentBatch(boolean transaction, List<SentCommand> commands) implements CacheCommand {

    private boolean isOfOneKind() {
        KnownCommand first = commands.get(0).command();
        return commands.stream().allMatch(one -> one.command().name().equals(first.name()));
    }

    @Override
    public CacheAction action() {
        return CacheAction.BATCH;
    }

    @Override
    public String system() {
        return SentCommand.REDIS;
    }

    @Override
    public String name() {
        String kind = transaction ? "MULTI" : "PIPELINE";
        return isOfOneKind() ? kind + " " + commands.get(0).name() : kind;
    }

    /** That of each of them; where they differ it would be as long as the batch is, and there is none. */
    @Override
    public @Nullable String text() {
        String first = commands.get(0).text();
        return commands.stream().allMatch(one -> one.text().equals(first)) ? first : null;
    }

    @Override
    public @Nullable String host() {
        return commands.get(0).host();
    }

    @Override
    public int port() {
        return commands.get(0).port();
    }

    @Override
    public @Nullable String namespace() {
        return commands.get(0).namespace();
    }

    @Override
    public int batchSize() {
        return commands.size();
    }
}
