import com.google.googlejavaformat.java.Main;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Checks that the Java files below a folder stand as google-java-format sets them, or sets them
/// so. A stamp remembers when all were well; only files that changed since are looked at. Usage:
/// `java Format.java check|apply FOLDER STAMP`.
class Format {
    public static void main(String[] args) throws Exception {
        var apply = args[0].equals("apply");
        var stamp = Path.of(args[2]);
        var started = FileTime.from(Instant.now());
        var changed = changedSince(stamp, Path.of(args[1]));

        // The formatter's own output is not always what it would write itself: it takes a second turn.
        if (apply && !changed.isEmpty()) {
            format(true, changed);
        }
        var exit = changed.isEmpty() ? 0 : format(apply, changed);
        if (exit == 0) {
            Files.writeString(stamp, "Every file was formatted when this was written.\n");
            Files.setLastModifiedTime(stamp, started);
        }
        System.exit(exit);
    }

    private static int format(boolean apply, List<String> files) throws Exception {
        var options = new ArrayList<>(List.of("--aosp"));
        options.addAll(
                apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        options.addAll(files);

        var out = new PrintWriter(System.err, true);
        var exit = new Main(out, out, System.in).format(options.toArray(String[]::new));
        if (exit != 0 && !apply) {
            out.println(
                    "The files above are not formatted. Run: mvn -q -N -Pformat process-sources");
        }
        return exit;
    }

    private static List<String> changedSince(Path stamp, Path folder) throws IOException {
        var well =
                Files.exists(stamp) ? Files.getLastModifiedTime(stamp) : FileTime.from(Instant.MIN);
        var changed = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(Format::isSource).sorted()::iterator) {
                if (Files.getLastModifiedTime(file).compareTo(well) >= 0) {
                    changed.add(file.toString());
                }
            }
        }
        return changed;
    }

    private static boolean isSource(Path file) {
        var path = file.toString().replace('\\', '/');
        return path.endsWith(".java") && !path.contains("/target/");
    }
}
