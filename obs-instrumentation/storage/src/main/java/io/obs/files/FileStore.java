package io.obs.files;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.storage.StorageHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Objects as files below one directory, each call observed as one to object storage.
 *
 * <p>A key is a relative path with {@code /}: {@code captions/42.srt}. What would leave the directory, by {@code ..} or by
 * a symbolic link, is refused. An object is there as a whole or not at all: it is written beside its place and then moved.
 * Thread-safe, also between processes. Once obs is closed, calls pass as if nobody looked.
 *
 * <pre>{@code
 * FileStore captions = FileStore.create(obs, Path.of("/var/lib/captions"));
 * captions.put("42.srt", text);
 * try (InputStream in = captions.get("42.srt")) {
 *     in.transferTo(response);
 * }
 * }</pre>
 */
public final class FileStore {

    private static final String UNFINISHED = ".unfinished";

    private final StorageHandler storage;
    private final Path root;
    private final String name;

    private FileStore(Observability obs, Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        root = directory.toRealPath();
        Path last = root.getFileName();
        name = last == null ? root.toString() : last.toString();
        storage = StorageHandler.create(obs);
    }

    /**
     * @param directory exists; its own name is what spans show as the bucket
     * @throws NotDirectoryException if it does not
     */
    public static FileStore create(Observability obs, Path directory) throws IOException {
        return new FileStore(requireNonNull(obs, "obs"), requireNonNull(directory, "directory"));
    }

    /** Writes an object, in place of one that is there. */
    public void put(String key, byte[] bytes) throws IOException {
        requireNonNull(bytes, "bytes");
        put(key, new ByteArrayInputStream(bytes), bytes.length);
    }

    /** Writes an object, in place of one that is there, from a stream that is read to its end and not closed. */
    public void put(String key, InputStream bytes) throws IOException {
        put(key, requireNonNull(bytes, "bytes"), -1);
    }

    private void put(String key, InputStream bytes, long size) throws IOException {
        Path file = file(key);
        storage.upload(name, key, size, () -> write(file, bytes));
    }

    private Path write(Path file, InputStream bytes) throws IOException {
        Path directory = requireNonNull(file.getParent());
        Path there = directory;
        while (!Files.exists(there)) {
            there = requireNonNull(there.getParent());
        }
        inside(there);
        Files.createDirectories(directory);
        Path written = Files.createTempFile(directory, "put", UNFINISHED);
        try {
            Files.copy(bytes, written, StandardCopyOption.REPLACE_EXISTING);
            return Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /**
     * Opens an object; the download lasts until the stream is read to its end or closed.
     *
     * @throws java.nio.file.NoSuchFileException if there is none; that counts as a failed download
     */
    public InputStream get(String key) throws IOException {
        Path file = file(key);
        return storage.open(name, key, () -> {
            inside(file);
            return Files.newInputStream(file);
        });
    }

    /** Deletes an object; false if there was none, which is no failure. */
    public boolean delete(String key) throws IOException {
        Path file = file(key);
        return storage.delete(name, key, () -> {
            if (!Files.isRegularFile(file)) {
                return false;
            }
            inside(file);
            return Files.deleteIfExists(file);
        });
    }

    /** The keys that begin with that, in their order; the empty text for all. */
    public List<String> list(String prefix) throws IOException {
        requireNonNull(prefix, "prefix");
        return storage.list(name, () -> {
            try (Stream<Path> files = Files.walk(root)) {
                return files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith(UNFINISHED))
                        .map(this::key)
                        .filter(key -> key.startsWith(prefix))
                        .sorted()
                        .toList();
            }
        });
    }

    private String key(Path file) {
        return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
    }

    /** Refuses what is no key before anything is done or counted: that is the caller's mistake, not the store's failure. */
    private Path file(String key) {
        requireNonNull(key, "key");
        for (String step : key.split("/", -1)) {
            if (step.isEmpty() || step.equals(".") || step.equals("..") || step.endsWith(UNFINISHED)) {
                throw refused(key);
            }
        }
        if (key.indexOf('\\') >= 0 || key.indexOf('\0') >= 0) {
            throw refused(key);
        }
        Path file = root.resolve(key);
        if (!file.startsWith(root)) {
            throw refused(key);
        }
        return file;
    }

    private static IllegalArgumentException refused(String key) {
        return new IllegalArgumentException("not a key: \"" + key
                + "\"; allowed: a relative path with single / and no . or .. in it, not ending in " + UNFINISHED);
    }

    /** A link inside the directory may lead out of it. */
    private void inside(Path there) throws IOException {
        if (!there.toRealPath().startsWith(root)) {
            throw new java.nio.file.AccessDeniedException(key(there), null, "it leads out of the store's directory");
        }
    }
}
