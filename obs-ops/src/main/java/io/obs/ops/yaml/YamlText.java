package io.obs.ops.yaml;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.NonPrintableStyle;

/** Maps, lists, texts, numbers and booleans as a YAML document that people like to read: block style, texts of several lines as such. */
public final class YamlText {

    private YamlText() {}

    /** The document, its keys in the order of the maps. */
    public static String of(Object value) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setNonPrintableStyle(NonPrintableStyle.ESCAPE)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setWidth(1_000_000)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings).dumpToString(value);
    }
}
