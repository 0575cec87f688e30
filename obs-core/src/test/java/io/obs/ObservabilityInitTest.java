package io.obs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ObservabilityInitTest {

    private final List<Observability> made = new ArrayList<>();

    @BeforeEach
    void takeAnyPort() {
        System.setProperty("obs.admin.port", "0");
    }

    @AfterEach
    void close() {
        made.forEach(Observability::close);
        System.clearProperty("obs.admin.port");
    }

    private Observability made(Observability obs) {
        made.add(obs);
        return obs;
    }

    @Test
    void secondInit_returnsTheFirst_howeverThatWasMade() {
        Observability first = made(Observability.builder().service("first").init());

        assertThat(Observability.init()).isSameAs(first);
        assertThat(Observability.builder().service("first").init()).isSameAs(first);
    }

    @Test
    void secondInit_withOtherSettings_throwsNamingTheFirstCallSite() {
        made(Observability.builder().service("first").init());

        assertThatIllegalStateException()
                .isThrownBy(() -> Observability.builder().service("second").init())
                .withMessageContaining(
                        "already initialised at io.obs.ObservabilityInitTest.secondInit_withOtherSettings_throwsNaming")
                .withMessageContaining("ObservabilityInitTest.java:");
    }

    @Test
    void builder_changedAfterInit_changesNothing() {
        Observability.Builder builder = Observability.builder().service("first");
        Observability first = made(builder.init());
        builder.service("second");

        assertThat(first.service()).isEqualTo("first");
        assertThat(Observability.builder().service("first").init()).isSameAs(first);
    }

    @Test
    void concurrentInits_giveOneInstance() {
        AtomicInteger installs = new AtomicInteger();
        TestRoom room = new TestRoom("counting", wiring -> installs.incrementAndGet());
        List<CompletableFuture<Observability>> inits = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            inits.add(CompletableFuture.supplyAsync(
                    () -> Observability.builder().install(room).init(), task -> new Thread(task).start()));
        }

        assertThat(inits.stream().map(CompletableFuture::join).distinct())
                .singleElement()
                .satisfies(this::made);
        assertThat(installs).hasValue(1);
    }

    @Test
    void init_afterClose_givesANewOne() {
        Observability first = made(Observability.init());
        first.close();
        Observability second = made(Observability.builder().service("second").init());

        assertThat(second).isNotSameAs(first);
        first.close(); // the old one's close does not touch the new one
        assertThat(Observability.init()).isSameAs(second);
    }

    @Test
    void init_whileTheFirstCloses_waitsForThat() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TestRoom slow = new TestRoom(
                "slow",
                wiring -> wiring.onClose(left -> {
                    closing.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        Observability first = made(Observability.builder()
                .set("obs.shutdown.timeout", "30s")
                .install(slow)
                .init());
        Thread closer = new Thread(first::close);
        closer.start();
        closing.await();
        CompletableFuture<Observability> second =
                CompletableFuture.supplyAsync(Observability::init, task -> new Thread(task).start());
        release.countDown();

        assertThat(second.get(20, TimeUnit.SECONDS)).satisfies(this::made).isNotSameAs(first);
        closer.join();
    }

    @Test
    void init_fromWithinARoom_isRefused() {
        TestRoom room = new TestRoom("recursive", wiring -> Observability.init());

        assertThatIllegalStateException()
                .isThrownBy(() -> Observability.builder().install(room).init())
                .withMessageContaining("room recursive")
                .withMessageContaining("must not call init()");
        assertThat(made(Observability.init()).service()).isEqualTo("unknown_service");
    }

    @Test
    void build_makesOneBesideTheGlobalOne() {
        Observability global = made(Observability.init());
        Observability own = made(Observability.builder().service("own").build());

        assertThat(own.service()).isEqualTo("own");
        own.close();
        assertThat(Observability.init()).isSameAs(global);
    }
}
