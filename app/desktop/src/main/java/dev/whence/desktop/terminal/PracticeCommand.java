package dev.whence.desktop.terminal;

import dev.whence.desktop.Wiring;
import dev.whence.engine.run.Incident;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.words.Yaml;
import dev.whence.lab.Pace;
import dev.whence.lab.Recorder;
import dev.whence.lab.Redactor;
import dev.whence.lab.Scenario;
import dev.whence.lab.Scenarios;
import dev.whence.lab.TapeWorld;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;

/// `whence practice`: a practice incident, told and replayed. It opens no connection.
@Command(
        name = "practice",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tells a practice incident and replays it; opens no connection.")
final class PracticeCommand implements Callable<Integer> {
    private static final Map<String, String> SAY =
            Yaml.sentences(PracticeCommand.class, "PracticeCommand.yaml");

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "Which one; the first without.")
    private @Nullable String scenario;

    @Option(names = "--list", description = "List the incidents.")
    private boolean list;

    @Mixin private OutputOptions output = new OutputOptions();

    private final Wiring wiring;
    private final PrintStream out;
    private final PrintStream err;

    PracticeCommand(Wiring wiring, PrintStream out, PrintStream err) {
        this.wiring = wiring;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (list) {
            Scenarios.all().forEach(each -> out.println(each.id() + "\n    " + each.title()));
            return Exit.NOTHING_WRONG_NOW.code();
        }
        var chosen = chosen();
        var incident = replay(wiring, chosen, err);
        if (!output.any()) {
            tell(chosen);
        }
        new Handing(wiring.at(InstantSource.fixed(chosen.at())), out).over(incident, output);
        if (!output.any()) {
            out.println();
            out.println(Wrap.at("", SAY.get("lesson") + " " + chosen.lesson()));
        }
        return Exit.of(incident.verdict()).code();
    }

    /// What a person sees who starts the program where there is no display: an incident from
    /// beginning to end, its report on paper, and how to check a site of their own.
    static void demonstrate(Wiring wiring, Path pdf, PrintStream out, PrintStream err)
            throws InterruptedException, IOException {
        var command = new PracticeCommand(wiring, out, err);
        command.call();
        var chosen = command.chosen();
        try (var to = Files.newOutputStream(pdf)) {
            wiring.at(InstantSource.fixed(chosen.at()))
                    .writer()
                    .pdf(replay(wiring, chosen, err), to);
        }
        out.println();
        out.println(Wrap.at("", SAY.get("written") + " " + pdf.toAbsolutePath()));
        out.println(Wrap.at("", String.valueOf(SAY.get("own"))));
    }

    private void tell(Scenario chosen) {
        out.println(Wrap.at("", chosen.title()));
        out.println();
        out.println(Wrap.at("", chosen.story()));
        out.println();
    }

    private Scenario chosen() {
        var wanted = scenario;
        if (wanted == null) {
            return Scenarios.all().getFirst();
        }
        return Scenarios.find(wanted)
                .orElseThrow(
                        () ->
                                new Wrong(
                                        "There is no practice incident of that name. Try: whence"
                                                + " practice --list"));
    }

    private static Incident replay(Wiring wiring, Scenario scenario, PrintStream err)
            throws InterruptedException {
        var then = wiring.at(InstantSource.fixed(scenario.at()));
        var target = scenario.target(Defaults.target(scenario.url()));
        var world =
                new Recorder(
                        new TapeWorld(scenario.tape(), Pace.AT_ONCE),
                        Redactor.keepingQueriesOf(target.host()));
        return new Looking(then, err).at(target, world, Duration.ofSeconds(60), _ -> {});
    }
}
