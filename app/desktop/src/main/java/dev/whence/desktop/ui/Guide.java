package dev.whence.desktop.ui;

import java.util.List;

/// What the runbook says beside a page.
public record Guide(List<Section> sections) {
    /// Nothing to say.
    public static final Guide EMPTY = new Guide(List.of());

    /// A heading with text and commands to type by hand; either may be empty.
    public record Section(String heading, String text, List<String> commands) {
        public Section {
            commands = List.copyOf(commands);
        }

        /// A heading with text.
        public static Section of(String heading, String text) {
            return new Section(heading, text, List.of());
        }
    }

    public Guide {
        sections =
                sections.stream()
                        .filter(each -> !each.text().isBlank() || !each.commands().isEmpty())
                        .toList();
    }
}
