package io.obs.lazy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever asks for the current context gets, and what is made for that. */
@SuppressWarnings("try") // scopes are for their end
class LazyScopesTest {

    private static final ContextKey<String> PATH = ContextKey.named("path");

    private final List<String> shown = new ArrayList<>();

    /** Work whose context has its name below those around it. */
    private final class Work implements LazyWork {
        private final String name;
        private final LazyScopes scopes = requireNonNull(LazyScopes.ofThread());
        private Scope scope = Scope.noop();

        Work(String name) {
            this.name = name;
            scopes.open(this);
        }

        @Override
        @SuppressWarnings("MustBeClosedChecker") // close() does
        public void show() {
            shown.add(name);
            scope = Context.current().with(PATH, path() + "/" + name).makeCurrent();
        }

        void close() {
            scopes.close(this);
            scope.close();
        }
    }

    private static String path() {
        String path = Context.current().get(PATH);
        return path == null ? "" : path;
    }

    @BeforeEach
    void storageIsThere() {
        Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build()
                .close();
        assertThat(path()).isEmpty();
        assertThat(LookedAtStorage.isThere()).isTrue();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(path()).isEmpty();
    }

    @Test
    void work_thatNobodyLooksAt_isNeverShown() {
        Work outer = new Work("a");
        new Work("b").close();
        assertThat(LazyScopes.around()).isSameAs(Context.root());
        outer.close();
        assertThat(shown).isEmpty();
    }

    @Test
    void look_showsAllAround_once_outermostFirst() {
        Work outer = new Work("a");
        Work inner = new Work("b");
        assertThat(path()).isEqualTo("/a/b");
        assertThat(path()).isEqualTo("/a/b");
        Work innermost = new Work("c");
        assertThat(path()).isEqualTo("/a/b/c");
        innermost.close();
        inner.close();
        assertThat(path()).isEqualTo("/a");
        new Work("d").close();
        assertThat(path()).isEqualTo("/a");
        outer.close();
        assertThat(shown).containsExactly("a", "b", "c");
    }

    @Test
    void otherContextMadeCurrent_isOnTopOfTheWorkAroundIt() {
        Work outer = new Work("a");
        try (Scope other = Context.root().with(PATH, "other").makeCurrent()) {
            assertThat(path()).isEqualTo("other");
            Work inner = new Work("b");
            assertThat(path()).isEqualTo("other/b");
            inner.close();
        }
        assertThat(path()).isEqualTo("/a");
        outer.close();
    }

    @Test
    void workLeftOpen_endsWithTheWorkAround() {
        Work outer = new Work("a");
        new Work("lost");
        outer.close();
        outer.close();
        assertThat(shown).isEmpty();
    }

    @Test
    void deepestWork_mustHaveItsContextAtOnce() {
        List<Work> open = new ArrayList<>();
        while (LazyScopes.ofThread() != null) {
            open.add(new Work("w"));
        }
        assertThat(open).hasSize(16);
        assertThat(path()).isEqualTo("/w".repeat(16));
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        assertThat(LazyScopes.ofThread()).isNotNull();
    }

    @Test
    void otherThread_seesNothingOfIt() throws Exception {
        Work work = new Work("a");
        CompletableFuture<String> there = new CompletableFuture<>();
        new Thread(() -> there.complete(path())).start();
        assertThat(there.get(30, TimeUnit.SECONDS)).isEmpty();
        assertThat(shown).isEmpty();
        work.close();
    }
}
