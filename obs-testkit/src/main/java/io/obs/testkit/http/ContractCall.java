package io.obs.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Executor;

/** A request that the application answers, whatever the framework. */
public interface ContractCall {

    /** The last segment of the path. */
    String lastSegment();

    /** Sends the whole answer, as text. */
    void answer(int status, String body) throws IOException;

    /** Sends the head of an answer whose length is not known; the stream takes its body. */
    OutputStream stream(int status) throws IOException;

    /** Lets the handler return without an answer; the task gives it, on another thread. */
    void later(Executor executor, Task task);

    /** What gives the answer later. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }
}
