package dev.whence.knowledge.command;

import dev.whence.engine.world.Command;

/// Everything that Whence ever runs on a host: a closed set of read-only programs with typed
/// arguments.
///
/// What must never stand here is listed in the facts, §E.1 and §F.8.
public sealed interface HostCommand extends Command
        permits ContainerCommand, FirewallCommand, ServiceCommand, TunnelCommand {}
