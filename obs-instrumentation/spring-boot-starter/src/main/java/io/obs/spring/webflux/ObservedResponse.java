package io.obs.spring.webflux;

import java.nio.file.Path;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A response that hears when the server gives up writing its body. */
class ObservedResponse extends ServerHttpResponseDecorator {

    private final ObservedExchange exchange;

    private ObservedResponse(ServerHttpResponse response, ObservedExchange exchange) {
        super(response);
        this.exchange = exchange;
    }

    static ServerHttpResponse of(ServerHttpResponse response, ObservedExchange exchange) {
        return response instanceof ZeroCopyHttpOutputMessage files
                ? new OfFiles(response, files, exchange)
                : new ObservedResponse(response, exchange);
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return super.writeWith(heard(body));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(heard(body));
    }

    /** One value stays one value: servers write it with its length. */
    private <T> Publisher<T> heard(Publisher<T> body) {
        return body instanceof Mono<T> one
                ? one.doOnCancel(exchange::notTaken)
                : Flux.from(body).doOnCancel(exchange::notTaken);
    }

    /** For servers that send files by themselves. */
    private static final class OfFiles extends ObservedResponse implements ZeroCopyHttpOutputMessage {

        private final ZeroCopyHttpOutputMessage files;

        OfFiles(ServerHttpResponse response, ZeroCopyHttpOutputMessage files, ObservedExchange exchange) {
            super(response, exchange);
            this.files = files;
        }

        @Override
        public Mono<Void> writeWith(Path file, long position, long count) {
            return files.writeWith(file, position, count);
        }
    }
}
