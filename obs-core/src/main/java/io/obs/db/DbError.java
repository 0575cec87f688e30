package io.obs.db;

import io.obs.context.RequestContext;
import io.opentelemetry.context.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a statement or a connection. Nothing but its type, its state and its code is shown: messages of
 * databases hold the values of the statement.
 *
 * @param thrown what goes on to the service
 * @param sqlState the five characters of the SQL standard or the vendor; null if not known
 * @param code the vendor's own code; 0 if not known
 * @param reason what is known of it by its type
 */
public record DbError(Throwable thrown, @Nullable String sqlState, int code, Reason reason) {

    /** Why a request that ran into it fails. */
    public enum Reason {
        /** The time was over. */
        TIMEOUT("timeout"),
        /** The database can't be reached, or takes nothing more. */
        UNAVAILABLE("dependency"),
        /** The statement itself, or the data. */
        STATEMENT("statement");

        private final String type;

        Reason(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }

        /** Lets the answer of the request around it say so. */
        void hint(Context context) {
            if (this != STATEMENT) {
                RequestContext.from(context).failureHint(type);
            }
        }
    }

    private static final int LONGEST_STATE = 16;

    public DbError {
        Objects.requireNonNull(thrown, "thrown");
        if (sqlState != null && (sqlState.isBlank() || sqlState.length() > LONGEST_STATE)) {
            sqlState = null;
        }
        reason = reason == Reason.STATEMENT ? byState(sqlState) : reason;
    }

    private static Reason byState(@Nullable String state) {
        if (state == null) {
            return Reason.STATEMENT;
        }
        if (state.equals("57014") || state.startsWith("HYT")) { // cancelled, by its own timeout or another thread
            return Reason.TIMEOUT;
        }
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")
                ? Reason.UNAVAILABLE
                : Reason.STATEMENT;
    }

    /** The {@code error.type}: the state, or without one the exception's class. */
    String type() {
        return sqlState == null ? thrown.getClass().getName() : sqlState;
    }

    /** What may be said of it. */
    String text() {
        return (sqlState == null ? "no SQLState" : "SQLState " + sqlState) + (code == 0 ? "" : ", code " + code);
    }
}
