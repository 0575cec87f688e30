package io.obs.grpc;

import io.grpc.ServerCall;
import io.obs.rpc.RpcServerOperation;
import io.opentelemetry.context.Scope;

/** What a service hears of a call, each in the call's context, on whatever thread. */
@SuppressWarnings("try") // scopes are only held
final class ObservedServerListener<Q> extends ServerCall.Listener<Q> {

    private final ServerCall.Listener<Q> listener;
    private final RpcServerOperation operation;
    private final ServerCallEnd end;

    ObservedServerListener(ServerCall.Listener<Q> listener, RpcServerOperation operation, ServerCallEnd end) {
        this.listener = listener;
        this.operation = operation;
        this.end = end;
    }

    @Override
    public void onMessage(Q message) {
        try (Scope scope = operation.makeCurrent()) {
            listener.onMessage(message);
        } catch (Throwable e) {
            end.thrown(e);
            throw e;
        }
    }

    @Override
    public void onHalfClose() {
        try (Scope scope = operation.makeCurrent()) {
            listener.onHalfClose();
        } catch (Throwable e) {
            end.thrown(e);
            throw e;
        }
    }

    @Override
    public void onReady() {
        try (Scope scope = operation.makeCurrent()) {
            listener.onReady();
        } catch (Throwable e) {
            end.thrown(e);
            throw e;
        }
    }

    @Override
    public void onCancel() {
        try (Scope scope = operation.makeCurrent()) {
            listener.onCancel();
        } catch (Throwable e) {
            operation.thrown(e);
            throw e;
        } finally {
            end.cancelled();
        }
    }

    @Override
    public void onComplete() {
        try (Scope scope = operation.makeCurrent()) {
            listener.onComplete();
        } catch (Throwable e) {
            operation.thrown(e);
            throw e;
        } finally {
            end.complete();
        }
    }
}
