package dev.whence.knowledge.fact;

import dev.whence.engine.check.Kebab;
import dev.whence.engine.model.Evidence;

/// The root of everything that can be known.
public sealed interface Fact extends Evidence
        permits ContainerFact, DnsFact, EdgeFact, HostFact, HttpFact, TcpFact, TlsFact, TunnelFact {
    /// The public name of the kind of fact: `TcpFact.Refused` is `tcp.refused`.
    default String type() {
        return typeOf(getClass());
    }

    /// The public name of a kind of fact.
    static String typeOf(Class<? extends Evidence> kind) {
        var family = kind.getEnclosingClass();
        return family == null ? familyName(kind) : familyName(family) + "." + Kebab.of(kind);
    }

    private static String familyName(Class<?> family) {
        return Kebab.of(family).replaceAll("-fact$", "");
    }
}
