package io.obs.spring.job;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.obs.job.ObservedJob;
import io.obs.spring.BootApplication;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** The start line names the marked methods that nobody observes, and no others. */
@SuppressWarnings({"try", "UnusedMethod"}) // applications are only held; nobody calls the methods
class MarksIT {

    private static final String HERE = MarksIT.class.getName() + "$";

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("obs");

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
    }

    private List<String> named(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--obs.admin.port=0";
        all[arguments.length + 1] = "--obs.job.scan=1m";
        try (BootApplication application =
                BootApplication.start(WebApplicationType.NONE, List.of(all), Service.class)) {
            assertThat(lines.list)
                    .filteredOn(event -> event.getMessage().startsWith("obs started"))
                    .hasSize(1);
        }
        String line = lines.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.startsWith("obs started"))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(line.substring(line.indexOf("are jobs): ") + 11)
                        .split("; ", -1)[0]
                        .split(", ", -1))
                .filter(name -> name.startsWith(HERE))
                .map(name -> name.substring(HERE.length()))
                .toList();
    }

    @Test
    void methodsThatNoProxyCanSee_areNamed() {
        assertThat(named())
                .containsExactly(
                        "Captions.fixed",
                        "Captions.hidden",
                        "Captions.last",
                        "Captions.ofItself (where its own class calls it)",
                        "NoBean.alone");
    }

    @Test
    void proxiesOfInterfaces_leaveOutWhatTheseDoNotHave() {
        assertThat(named("--spring.aop.proxy-target-class=false"))
                .contains("Shop.back")
                .doesNotContain("Shop.sell");
    }

    @Test
    void lazyBeans_areNotNamedEither() {
        assertThat(named("--spring.main.lazy-initialization=true"))
                .contains("Captions.hidden", "NoBean.alone")
                .doesNotContain("Captions.open", "Later.lazily");
    }

    static class Captions {
        @ObservedJob
        public void open() {}

        @ObservedJob
        public void ofItself() {}

        public void calls() {
            ofItself();
            hidden();
            fixed();
        }

        @ObservedJob
        private void hidden() {}

        @ObservedJob
        static void fixed() {}

        @ObservedJob
        public final void last() {}
    }

    static class Sweeper {
        @Scheduled(initialDelay = 3_600_000, fixedDelay = 3_600_000)
        @ObservedJob
        private void swept() {}
    }

    static class Later {
        @ObservedJob
        public void lazily() {}
    }

    static class NoBean {
        @ObservedJob
        public void alone() {}
    }

    interface Store {
        void sell();
    }

    static class Shop implements Store {
        @Override
        @ObservedJob
        public void sell() {}

        @ObservedJob
        public void back() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableScheduling
    static class Service {
        @Bean
        Captions captions() {
            return new Captions();
        }

        @Bean
        Sweeper sweeper() {
            return new Sweeper();
        }

        @Bean
        @Lazy
        Later later() {
            return new Later();
        }

        @Bean
        Store store() {
            return new Shop();
        }
    }
}
