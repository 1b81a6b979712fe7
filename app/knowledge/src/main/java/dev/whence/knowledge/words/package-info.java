/// Sentences: what facts, causes, checks, steps and verdicts are called and how they are told.
@NullMarked
package dev.whence.knowledge.words;

import org.jspecify.annotations.NullMarked;
