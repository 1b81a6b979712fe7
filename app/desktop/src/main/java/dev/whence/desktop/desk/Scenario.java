package dev.whence.desktop.desk;

/// A practice incident.
///
/// @param id its public name, as `whence practice` takes it
/// @param story what the trainee is told before looking
/// @param lesson what is to be learned from it
public record Scenario(String id, String title, String story, String lesson) {}
