/// Causes that sit with the visitor, or with the person who tests.
@NullMarked
package dev.whence.knowledge.cause.client;

import org.jspecify.annotations.NullMarked;
