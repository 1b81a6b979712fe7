package dev.whence.desktop.paste;

import dev.whence.desktop.desk.Desk;
import dev.whence.desktop.desk.Said;
import dev.whence.desktop.fx.FxFeed;
import dev.whence.desktop.fx.InTurn;
import dev.whence.engine.model.Observation;
import dev.whence.engine.model.Target;
import dev.whence.knowledge.pasted.Explained;
import dev.whence.knowledge.pasted.Intake;
import dev.whence.knowledge.pasted.Pasted;
import dev.whence.knowledge.pasted.Piece;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a person brought, and what it tells. Its properties change on the window's thread only, and
/// its methods are called there; everything that takes time happens elsewhere.
public final class PasteModel {
    private static final Said SAID = Said.by(PasteModel.class);
    private static final int MOST = 40;

    private final Desk desk;
    private final Executor fx;
    private final Executor work;
    private final Executor reading;
    private final Consumer<Optional<Explained>> changed;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<List<Brought>> brought =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<String>> refused =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Set<Integer> wanted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private Supplier<Optional<Target>> about = Optional::empty;
    private Optional<Explained> read = Optional.empty();
    private int last;

    /// @param fx runs tasks on the window's thread, in order
    /// @param work runs what may take a while
    /// @param changed hears what everything together comes to; empty where nothing is there
    public PasteModel(
            Desk desk, Executor fx, Executor work, Consumer<Optional<Explained>> changed) {
        this.desk = desk;
        this.fx = fx;
        this.work = work;
        this.reading = new InTurn(work);
        this.changed = changed;
    }

    /// Whether the door stands open.
    public BooleanProperty open() {
        return open;
    }

    /// Everything that was brought, in order.
    public ReadOnlyObjectProperty<List<Brought>> brought() {
        return brought.getReadOnlyProperty();
    }

    /// Why the last thing was not taken, as one sentence; empty where it was.
    public ReadOnlyObjectProperty<Optional<String>> refused() {
        return refused.getReadOnlyProperty();
    }

    /// Whether anything is being read.
    public boolean busy() {
        return brought.get().stream()
                .anyMatch(
                        each ->
                                each.state() instanceof Brought.State.Coming
                                        || each.state() instanceof Brought.State.Reading);
    }

    /// Brings a text, of any size.
    public void bring(String text) {
        if (!text.isBlank()) {
            take("", text.length(), goesOn -> Intake.of(text, goesOn));
        }
    }

    /// Brings files, of any size.
    public void bring(List<Path> files) {
        files.forEach(file -> take(name(file), size(file), goesOn -> read(file, goesOn)));
    }

    /// Says what a text is; empty leaves it to Whence again.
    public void say(int id, Optional<Pasted> kind) {
        change(id, each -> each.said(kind));
        readAll();
    }

    /// Takes something away again, also while it is being read.
    public void takeAway(int id) {
        wanted.remove(id);
        brought.set(brought.get().stream().filter(each -> each.id() != id).toList());
        refused.set(Optional.empty());
        readAll();
    }

    /// Ends what is still being taken in.
    public void cancel() {
        brought.get().stream()
                .filter(each -> each.state() instanceof Brought.State.Coming)
                .forEach(each -> takeAway(each.id()));
    }

    /// Takes everything away.
    public void clear() {
        if (!brought.get().isEmpty()) {
            wanted.clear();
            brought.set(List.of());
            readAll();
        }
    }

    /// Says what fails from now on; asked whenever something is read.
    public void about(Supplier<Optional<Target>> target) {
        about = target;
        if (!brought.get().isEmpty()) {
            readAll();
        }
    }

    /// The texts in which something was seen, without their secrets; empty where none was.
    public String raw(Observation seen) {
        return read.map(
                        all ->
                                IntStream.range(0, all.told().size())
                                        .filter(i -> all.told().get(i).seen().contains(seen))
                                        .mapToObj(all.kept()::get)
                                        .collect(Collectors.joining("\n\n")))
                .orElse("");
    }

    private void take(String name, long size, Taking taking) {
        if (brought.get().size() >= MOST) {
            refused.set(Optional.of(SAID.at("too-many", "most", MOST)));
            return;
        }
        refused.set(Optional.empty());
        open.set(true);
        var id = ++last;
        wanted.add(id);
        var coming = new Brought(id, name, Optional.empty(), new Brought.State.Coming(0, size));
        brought.set(Stream.concat(brought.get().stream(), Stream.of(coming)).toList());
        var progress = new FxFeed<Long>(fx, read -> shows(id, read, size));
        work.execute(
                () -> {
                    var taken =
                            taken(
                                    taking,
                                    read -> {
                                        progress.accept(read);
                                        return wanted.contains(id);
                                    });
                    fx.execute(() -> taken(id, taken));
                });
    }

    private interface Taking {
        Intake take(LongPredicate goesOn) throws IOException;
    }

    private static Brought.State taken(Taking taking, LongPredicate goesOn) {
        try {
            var text = taking.take(goesOn);
            return switch (text.form()) {
                case WHOLE, CONDENSED, CONDENSED_IN_PART -> new Brought.State.Reading(text);
                case TOO_LARGE -> new Brought.State.Failed(SAID.at("too-large"));
                case NO_TEXT -> new Brought.State.Failed(SAID.at("no-text"));
            };
        } catch (IOException | RuntimeException | OutOfMemoryError _) {
            return new Brought.State.Failed(SAID.at("unreadable"));
        }
    }

    private static Intake read(Path file, LongPredicate goesOn) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("no file");
        }
        try (var from = Files.newInputStream(file)) {
            return Intake.read(from, goesOn);
        }
    }

    private static String name(Path file) {
        return Optional.ofNullable(file.getFileName()).orElse(file).toString();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return 0;
        }
    }

    private void shows(int id, long read, long size) {
        change(
                id,
                each ->
                        each.state() instanceof Brought.State.Coming
                                ? each.as(new Brought.State.Coming(read, size))
                                : each);
    }

    private void taken(int id, Brought.State state) {
        change(id, each -> each.as(state));
        if (state instanceof Brought.State.Reading) {
            readAll();
        }
    }

    private void change(int id, UnaryOperator<Brought> how) {
        brought.set(
                brought.get().stream()
                        .map(each -> each.id() == id ? how.apply(each) : each)
                        .toList());
    }

    /// Reads everything together, because one text may tell what another is about.
    private void readAll() {
        var mine = turn.incrementAndGet();
        var ids = new ArrayList<Integer>();
        var pieces = new ArrayList<Piece>();
        for (var each : brought.get()) {
            each.piece()
                    .ifPresent(
                            piece -> {
                                ids.add(each.id());
                                pieces.add(piece);
                            });
        }
        if (pieces.isEmpty()) {
            read = Optional.empty();
            changed.accept(read);
            return;
        }
        var target = about.get();
        reading.execute(
                () -> {
                    if (mine == turn.get()) {
                        explain(mine, target, ids, pieces);
                    }
                });
    }

    private void explain(int mine, Optional<Target> target, List<Integer> ids, List<Piece> pieces) {
        try {
            var now = desk.explain(target, pieces);
            fx.execute(
                    () -> {
                        if (mine == turn.get()) {
                            show(ids, now);
                        }
                    });
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError _) {
            var guilty = guilty(target, ids, pieces);
            fx.execute(() -> leaveOut(guilty));
        }
    }

    private void show(List<Integer> ids, Explained now) {
        for (var i = 0; i < ids.size(); i++) {
            var told = now.told().get(i);
            change(ids.get(i), each -> each.told(told));
        }
        read = Optional.of(now);
        changed.accept(read);
    }

    /// The texts that cannot be read; all of them where each alone can.
    private List<Integer> guilty(Optional<Target> target, List<Integer> ids, List<Piece> pieces) {
        List<Integer> guilty = new ArrayList<>();
        for (var i = 0; i < ids.size(); i++) {
            try {
                desk.explain(target, List.of(pieces.get(i)));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError _) {
                guilty.add(ids.get(i));
            }
        }
        return guilty.isEmpty() ? ids : guilty;
    }

    private void leaveOut(List<Integer> guilty) {
        guilty.forEach(
                id -> change(id, each -> each.as(new Brought.State.Failed(SAID.at("fault")))));
        readAll();
    }
}
