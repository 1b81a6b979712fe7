package dev.whence.desktop.step;

import dev.whence.desktop.ui.Guide;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// One page: what stands in the middle, and what the runbook says beside it.
public interface Page {
    /// The page's nodes, always the same.
    Node view();

    /// What the runbook says beside it.
    ObservableValue<Guide> guide();

    /// Puts the keyboard where the user most likely goes on.
    void focus();
}
