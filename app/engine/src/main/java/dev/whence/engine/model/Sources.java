package dev.whence.engine.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Where a run reads what is not the target itself.
///
/// @param resolvers the DNS servers to ask; empty means the system's own
/// @param statusPage the provider's status page
/// @param control a page of an unrelated site on the same network, to tell the tester's own network
///   apart
/// @param api the provider's interface; empty where none may be asked
/// @param ranges the address ranges of the network in front, as CIDR blocks
public record Sources(
        List<HostPort> resolvers,
        URI statusPage,
        URI control,
        Optional<URI> api,
        List<String> ranges) {
    public Sources {
        resolvers = List.copyOf(resolvers);
        ranges = List.copyOf(ranges);
    }
}
