package io.obs.examples.captions.jobs;

import io.obs.examples.captions.api.Job;
import io.obs.examples.captions.api.Quality;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The jobs, in a table of their own. Thread-safe. */
final class JobStore {

    private static final String SCHEMA = """
            create table if not exists jobs (
                id text primary key, media text not null, language text not null, quality text not null, orderer text,
                state text not null, captions text, error text, created timestamptz not null default now())""";

    private static final String INSERT =
            "insert into jobs (id, media, language, quality, orderer, state) values (?, ?, ?, ?, ?, ?)";
    private static final String SELECT =
            "select id, media, language, quality, orderer, state, captions, error from jobs ";
    private static final String FIND = SELECT + "where id = ?";
    private static final String LATEST = SELECT + "order by created desc limit ?";
    private static final String UPDATE =
            "update jobs set state = ?, captions = ?, error = ? where id = ? and state not in ('done', 'failed')";
    private static final String FAIL = """
            insert into jobs (id, media, language, quality, state, error)
                values (?, 'unknown', 'unknown', 'standard', 'failed', ?)
                on conflict (id) do update set state = excluded.state, error = excluded.error
                where jobs.state not in ('done', 'failed')""";

    private final DataSource database;

    /** Creates its table where there is none. */
    static JobStore open(DataSource database) throws SQLException {
        JobStore store = new JobStore(database);
        store.change(SCHEMA);
        return store;
    }

    private JobStore(DataSource database) {
        this.database = database;
    }

    void add(Job job) throws SQLException {
        change(INSERT, job.id(), job.media(), job.language(), job.quality(), job.user(), job.state());
    }

    /** Keeps what became of a job; what comes after its end is ignored. */
    void report(Job job) throws SQLException {
        change(UPDATE, job.state(), job.captions(), job.error(), job.id());
    }

    /** Gives up a job that has not ended; one that nobody knows is kept as failed too. */
    void fail(String id, String why) throws SQLException {
        change(FAIL, id, why);
    }

    Optional<Job> find(String id) throws SQLException {
        return query(FIND, id).stream().findFirst();
    }

    /** The latest jobs, the newest first. */
    List<Job> latest(int limit) throws SQLException {
        return query(LATEST, limit);
    }

    private void change(String sql, @Nullable Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, values);
            statement.executeUpdate();
        }
    }

    private List<Job> query(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                List<Job> jobs = new ArrayList<>();
                while (rows.next()) {
                    jobs.add(job(rows));
                }
                return jobs;
            }
        }
    }

    private static void fill(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            @Nullable Object value = values[i];
            statement.setObject(i + 1, value instanceof Enum ? value.toString() : value);
        }
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getString("id"),
                row.getString("media"),
                row.getString("language"),
                Quality.valueOf(row.getString("quality").toUpperCase(Locale.ROOT)),
                row.getString("orderer"),
                Job.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("captions"),
                row.getString("error"));
    }
}
