import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Checks that every Java file below a folder stands as google-java-format sets it, or sets it so.
/// Usage: `java Format.java check|apply FOLDER`.
class Format {
    public static void main(String[] args) throws Exception {
        var apply = args[0].equals("apply");
        var options = new ArrayList<>(List.of("--aosp"));
        options.addAll(
                apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        options.addAll(sources(Path.of(args[1])));

        var out = new PrintWriter(System.err, true);
        var exit = new Main(out, out, System.in).format(options.toArray(String[]::new));
        if (exit != 0 && !apply) {
            out.println("The files above are not formatted. Run: mvn -q -N -Pformat process-sources");
        }
        System.exit(exit);
    }

    private static List<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Format::isSource).map(Path::toString).sorted().toList();
        }
    }

    private static boolean isSource(Path file) {
        var path = file.toString().replace('\\', '/');
        return path.endsWith(".java") && !path.contains("/target/");
    }
}
