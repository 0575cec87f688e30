package io.obs.ops.check;

import io.obs.ops.cli.GeneratedFile;
import io.obs.ops.dashboard.DashboardsCommand;
import io.obs.ops.rules.RulesCommand;
import io.obs.ops.runbooks.Runbooks;
import io.obs.ops.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the files of a directory against what the commands would write there now. */
final class FilesCheck {

    private final Path directory;
    private final Settings settings;
    private final Examined examined;

    FilesCheck(Path directory, Settings settings) {
        this.directory = directory;
        this.settings = settings;
        examined = new Examined(directory.toString());
    }

    /** @throws IOException where a file can't be read */
    Examined examine() throws IOException {
        Map<String, List<GeneratedFile>> commands = new LinkedHashMap<>();
        commands.put("rules", RulesCommand.files(settings));
        commands.put("dashboards", DashboardsCommand.boards(settings));
        commands.put("runbooks", new Runbooks(settings).files());
        for (Map.Entry<String, List<GeneratedFile>> each : commands.entrySet()) {
            String command = each.getKey();
            if (!command.equals("rules") && !Files.isDirectory(directory.resolve(command))) {
                examined.note("there are no " + command);
                continue;
            }
            compare(command, each.getValue());
        }
        return examined;
    }

    private void compare(String command, List<GeneratedFile> files) throws IOException {
        int well = 0;
        for (GeneratedFile file : files) {
            String difference = file.difference(directory);
            if (difference.isEmpty()) {
                well++;
            } else {
                examined.found(
                        file.path(),
                        difference.replace(" " + directory.resolve(file.path()), ""),
                        "run obs-ops " + command + " --out " + directory
                                + " with the settings given here, and look at what changed");
            }
        }
        examined.well(well + " of " + files.size() + " files are as obs-ops " + command + " writes them");
    }
}
