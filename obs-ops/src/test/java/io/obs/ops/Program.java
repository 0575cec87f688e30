package io.obs.ops;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the program, as a terminal shows it. */
public record Program(int code, String out, String err) {

    public static Program run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = ObsOps.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Program(code, out.toString(), err.toString());
    }
}
