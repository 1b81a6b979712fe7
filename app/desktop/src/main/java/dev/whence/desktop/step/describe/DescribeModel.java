package dev.whence.desktop.step.describe;

import dev.whence.desktop.desk.Said;
import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Symptoms;
import dev.whence.engine.model.Target;
import dev.whence.knowledge.Defaults;
import dev.whence.knowledge.command.UnitName;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What was typed about the failure, and the target that it makes.
public final class DescribeModel {
    private static final Said SAID = Said.by(DescribeModel.class);
    private static final int MOST_TEXT = 2_000;

    private final Clock clock;
    private final Map<Field, StringProperty> typed = new EnumMap<>(Field.class);
    private final StringProperty method = new SimpleStringProperty("GET");
    private final StringProperty scheme = new SimpleStringProperty("");
    private final BooleanProperty mayPost = new SimpleBooleanProperty();
    private final BooleanProperty submitted = new SimpleBooleanProperty();
    private final ObjectProperty<ZoneId> zone;

    /// @param clock tells what "today" is, and the zone to begin with
    public DescribeModel(Clock clock) {
        this.clock = clock;
        this.zone =
                new SimpleObjectProperty<>(
                        clock.getZone().equals(ZoneOffset.UTC)
                                ? ZoneId.of("UTC")
                                : clock.getZone());
        Arrays.stream(Field.values())
                .forEach(field -> typed.put(field, new SimpleStringProperty("")));
    }

    /// What stands in a field.
    StringProperty text(Field field) {
        return Optional.ofNullable(typed.get(field)).orElseThrow();
    }

    /// The method that fails.
    StringProperty method() {
        return method;
    }

    /// How Cloudflare speaks to the origin; empty means as visitors do.
    StringProperty scheme() {
        return scheme;
    }

    /// Whether a request with side effects may be sent.
    BooleanProperty mayPost() {
        return mayPost;
    }

    /// The zone in which the time was given.
    ObjectProperty<ZoneId> zone() {
        return zone;
    }

    /// Whether the user tried to go on, so that missing answers are shown, too.
    BooleanProperty submitted() {
        return submitted;
    }

    /// What is wrong in a field, as one sentence; empty where nothing is.
    Optional<String> problem(Field field) {
        var text = text(field).get();
        if (text.isBlank()) {
            return field == Field.URL && submitted.get()
                    ? Optional.of(SAID.at("url-missing"))
                    : Optional.empty();
        }
        try {
            read(field, text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Optional.ofNullable(e.getMessage()).orElse(SAID.at("unreadable")));
        }
    }

    /// The first field that stands in the way, in the order of the page.
    Optional<Field> firstProblem() {
        return Arrays.stream(Field.values()).filter(each -> problem(each).isPresent()).findFirst();
    }

    /// The target; empty where a field cannot be read. What is missing is marked from now on.
    public Optional<Target> submit() {
        submitted.set(true);
        return firstProblem().isPresent() ? Optional.empty() : Optional.of(target());
    }

    /// The target as far as it was typed; empty where the address is missing or a field cannot be
    /// read. Marks nothing.
    public Optional<Target> typed() {
        return value(Field.URL).isBlank() || firstProblem().isPresent()
                ? Optional.empty()
                : Optional.of(target());
    }

    /// Fills in the address that evidence names, where none was typed.
    public void suggest(Target target) {
        if (value(Field.URL).isBlank()) {
            text(Field.URL).set(target.url().toString());
        }
    }

    /// Shows a target, such as that of an incident that was opened.
    public void show(Target target) {
        text(Field.URL).set(target.url().toString());
        text(Field.CODES).set(joined(target.seen().codes()));
        text(Field.SINCE)
                .set(target.seen().since().map(at -> Typed.written(at, zone.get())).orElse(""));
        text(Field.RAY).set(target.seen().ray().orElse(""));
        text(Field.CHANGED).set(target.seen().changed());
        text(Field.ORIGINS).set(joined(target.origins()));
        text(Field.ORIGIN_HOSTS).set(joined(hosts(target, SshHost.Role.ORIGIN)));
        text(Field.TUNNEL).set(target.tunnel().orElse(""));
        text(Field.TUNNEL_HOSTS).set(joined(hosts(target, SshHost.Role.TUNNEL)));
        text(Field.PATHS).set(joined(target.paths()));
        text(Field.UNITS).set(joined(target.units()));
        method.set(target.method());
        mayPost.set(target.mayPost());
    }

    private Target target() {
        var url = Target.url(value(Field.URL));
        var hosts =
                Stream.concat(
                                hosts(Field.ORIGIN_HOSTS, SshHost.Role.ORIGIN),
                                hosts(Field.TUNNEL_HOSTS, SshHost.Role.TUNNEL))
                        .toList();
        return Defaults.target(url)
                .withMethod(method.get())
                .withMayPost(mayPost.get())
                .withPaths(Typed.parts(value(Field.PATHS)).toList())
                .withOriginScheme(originScheme(url))
                .withOrigins(origins(value(Field.ORIGINS), originScheme(url)))
                .withHosts(hosts)
                .withTunnel(given(Field.TUNNEL).map(String::strip))
                .withUnits(Typed.parts(value(Field.UNITS)).toList())
                .withSeen(
                        new Symptoms(
                                Typed.codes(value(Field.CODES)),
                                given(Field.SINCE)
                                        .map(text -> Typed.since(text, zone.get(), clock)),
                                given(Field.RAY).map(Typed::ray),
                                value(Field.CHANGED).strip()));
    }

    private void read(Field field, String text) {
        switch (field) {
            case URL -> Target.url(text);
            case CODES -> Typed.codes(text);
            case SINCE -> Typed.since(text, zone.get(), clock);
            case RAY -> Typed.ray(text);
            case CHANGED -> Typed.shortEnough(text, MOST_TEXT);
            case ORIGINS -> origins(text, "https");
            case ORIGIN_HOSTS ->
                    Typed.parts(text).forEach(part -> SshHost.parse(SshHost.Role.ORIGIN, part));
            case TUNNEL_HOSTS ->
                    Typed.parts(text).forEach(part -> SshHost.parse(SshHost.Role.TUNNEL, part));
            case TUNNEL -> Typed.tunnel(text);
            case PATHS -> Typed.parts(text).forEach(Typed::path);
            case UNITS -> Typed.parts(text).forEach(UnitName::of);
        }
    }

    private Stream<SshHost> hosts(Field field, SshHost.Role role) {
        return Typed.parts(value(field)).map(text -> SshHost.parse(role, text));
    }

    private static List<String> hosts(Target target, SshHost.Role role) {
        return target.hosts(role).map(DescribeModel::written).toList();
    }

    private static String written(SshHost host) {
        return host.user().map(user -> user + "@").orElse("")
                + host.host()
                + host.port().map(port -> ":" + port).orElse("");
    }

    private static List<HostPort> origins(String text, String scheme) {
        var port = scheme.equals("http") ? 80 : 443;
        return Typed.parts(text).map(part -> HostPort.parse(part, port)).toList();
    }

    private String originScheme(URI url) {
        return scheme.get().isEmpty() ? url.getScheme() : scheme.get();
    }

    private String value(Field field) {
        return text(field).get();
    }

    private Optional<String> given(Field field) {
        return Optional.of(value(field)).filter(text -> !text.isBlank());
    }

    private static String joined(List<?> parts) {
        return String.join(", ", parts.stream().map(String::valueOf).toList());
    }
}
