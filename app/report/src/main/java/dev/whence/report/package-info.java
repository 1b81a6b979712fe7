/// The paper: an incident as PDF or Markdown.
@NullMarked
package dev.whence.report;

import org.jspecify.annotations.NullMarked;
