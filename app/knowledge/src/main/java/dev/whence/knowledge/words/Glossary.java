package dev.whence.knowledge.words;

import java.util.Map;

/// Terms that somebody in their first month may not know; they stand in `glossary.yaml`.
public final class Glossary {
    /// Term → what it means, in a sentence or two.
    public static final Map<String, String> TERMS = Yaml.sentences(Glossary.class, "glossary.yaml");

    private Glossary() {}
}
