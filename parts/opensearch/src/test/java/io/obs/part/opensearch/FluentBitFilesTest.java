package io.obs.part.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The Fluent Bit files are YAML of its form, with properties that its manual knows, and agree with their neighbours. */
class FluentBitFilesTest {

    private static final Path LOGS = Path.of("..", "..", "docs", "ops", "logs");

    /** By Fluent Bit's manual, of what these files use. */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "service",
            Set.of(
                    "flush",
                    "log_level",
                    "parsers_file",
                    "storage.path",
                    "storage.max_chunks_up",
                    "http_server",
                    "http_listen",
                    "http_port"),
            "tail",
            Set.of(
                    "path",
                    "db",
                    "read_from_head",
                    "multiline.parser",
                    "buffer_chunk_size",
                    "buffer_max_size",
                    "skip_long_lines",
                    "storage.type"),
            "stdin",
            Set.of("parser", "buffer_size", "storage.type"),
            "parser",
            Set.of("key_name", "parser", "reserve_data"),
            "opensearch",
            Set.of(
                    "host",
                    "port",
                    "http_user",
                    "http_passwd",
                    "tls",
                    "logstash_format",
                    "logstash_prefix",
                    "suppress_type_name",
                    "replace_dots",
                    "compress",
                    "buffer_size",
                    "trace_error",
                    "retry_limit",
                    "storage.total_limit_size"));

    @ParameterizedTest
    @ValueSource(strings = {"fluent-bit.yaml", "fluent-bit-stdin.yaml"})
    void file_hasOnlyKnownProperties_andOnePipeline(String name) throws IOException {
        Map<String, Object> file = read(name);
        assertThat(file).containsOnlyKeys("service", "pipeline");
        assertThat(map(file.get("service")))
                .satisfies(service -> assertThat(KNOWN.get("service")).containsAll(service.keySet()));
        Map<String, Object> pipeline = map(file.get("pipeline"));
        assertThat(pipeline).containsOnlyKeys("inputs", "filters", "outputs");
        pipeline.values()
                .forEach(plugins -> assertThat(list(plugins)).allSatisfy(plugin -> {
                    List<String> properties = new ArrayList<>(plugin.keySet());
                    properties.removeAll(List.of("name", "tag", "match"));
                    assertThat(KNOWN.get(plugin.get("name"))).containsAll(properties);
                }));
        assertThat(list(pipeline.get("inputs")).get(0)).containsEntry("tag", "obs");
        assertThat(list(pipeline.get("filters")).get(0)).containsEntry("match", "obs");
        assertThat(list(pipeline.get("outputs")).get(0)).containsEntry("match", "obs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fluent-bit.yaml", "fluent-bit-stdin.yaml"})
    void file_usesParsersThatThereAre_andTheTemplatesIndex(String name) throws IOException {
        Map<String, Object> file = read(name);
        assertThat(map(file.get("service"))).containsEntry("parsers_file", "parsers.conf");
        List<String> parsers = Pattern.compile("(?m)^ +Name +(\\S+)$")
                .matcher(Files.readString(LOGS.resolve("parsers.conf")))
                .results()
                .map((MatchResult parser) -> parser.group(1))
                .toList();
        Map<String, Object> pipeline = map(file.get("pipeline"));
        List<Map<String, Object>> readers = new ArrayList<>(list(pipeline.get("inputs")));
        readers.addAll(list(pipeline.get("filters")));
        assertThat(readers)
                .filteredOn(reader -> reader.containsKey("parser"))
                .isNotEmpty()
                .allSatisfy(reader -> assertThat(parsers).contains((String) reader.get("parser")));
        Object prefix = list(pipeline.get("outputs")).get(0).get("logstash_prefix");
        assertThat(Files.readString(LOGS.resolve("index-template.json")))
                .contains("\"index_patterns\": [\"" + prefix + "-*\"]");
    }

    @Test
    void parsers_readTheTimeThatLinesHave() throws IOException {
        assertThat(Files.readString(LOGS.resolve("parsers.conf")))
                .containsPattern("Time_Key +timestamp\n")
                .containsPattern("Time_Format +%Y-%m-%dT%H:%M:%S\\.%L%z\n");
    }

    private static Map<String, Object> read(String name) throws IOException {
        return new Yaml().load(Files.readString(LOGS.resolve(name)));
    }

    @SuppressWarnings("unchecked") // as the file is written
    private static Map<String, Object> map(Object of) {
        return (Map<String, Object>) of;
    }

    @SuppressWarnings("unchecked") // as the file is written
    private static List<Map<String, Object>> list(Object of) {
        return (List<Map<String, Object>>) of;
    }
}
