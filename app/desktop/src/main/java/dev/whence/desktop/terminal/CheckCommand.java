package dev.whence.desktop.terminal;

import dev.whence.desktop.Wiring;
import dev.whence.engine.run.Incident;
import dev.whence.lab.Recorder;
import dev.whence.lab.Redactor;
import dev.whence.live.LiveWorld;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/// `whence check URL`: the five steps, then the verdict.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the five steps against a site and says where its error comes from.",
            "It only looks: nothing is changed, on no host."
        },
        footer = {
            "",
            "Exit codes: 0 nothing wrong now, 10 origin, 11 edge, 12 tunnel, 13 client,",
            "20 not sure, 30 not this fault, 2 wrong usage, 1 a fault of Whence."
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin private TargetOptions target = new TargetOptions();

    @Mixin private LiveOptions live = new LiveOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Length.class,
            description = "For the whole run, 60s.")
    private Duration timeout = Duration.ofSeconds(60);

    private final Wiring wiring;
    private final PrintStream out;
    private final PrintStream err;

    CheckCommand(Wiring wiring, PrintStream out, PrintStream err) {
        this.wiring = wiring;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        var looked = target.target();
        try (var world = world()) {
            var recorder = new Recorder(world, Redactor.keepingQueriesOf(looked.host()));
            var saver = new Saver(wiring, looked, recorder, output.save().map(Path::of));
            var incident = new Looking(wiring, err).at(looked, recorder, timeout, saver);
            return tell(incident);
        }
    }

    private LiveWorld world() {
        try {
            return new LiveWorld(live.settings());
        } catch (IllegalArgumentException e) {
            throw new Wrong(String.valueOf(e.getMessage()));
        }
    }

    private int tell(Incident incident) throws IOException {
        new Handing(wiring, out).over(incident, output);
        return Exit.of(incident.verdict()).code();
    }
}
