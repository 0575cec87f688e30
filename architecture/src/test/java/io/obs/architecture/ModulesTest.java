package io.obs.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The published modules resolve together, as a modular service would resolve them. */
class ModulesTest {

    private static final ModuleFinder CLASS_PATH =
            ModuleFinder.of(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .filter(entry -> !entry.contains("test-classes"))
                    .map(Path::of)
                    .toArray(Path[]::new));

    @Test
    void modules_resolveTogether() {
        Set<String> own = CLASS_PATH.findAll().stream()
                .map(ModuleReference::descriptor)
                .map(ModuleDescriptor::name)
                .filter(name -> name.startsWith("io.obs"))
                .collect(Collectors.toSet());
        assertThat(own).hasSize(House.libraries().size());
        Configuration resolved = Configuration.resolveAndBind(
                ModuleFinder.of(), List.of(ModuleLayer.boot().configuration()), CLASS_PATH, own);
        assertThat(resolved.modules()).extracting(ResolvedModule::name).containsAll(own);
    }
}
