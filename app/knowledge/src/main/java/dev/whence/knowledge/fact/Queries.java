package dev.whence.knowledge.fact;

/// Keeps queries out of facts: a query may carry a token, and facts are shown, printed and saved.
final class Queries {
    private Queries() {}

    /// A path or an address without its query; `?…` says that there was one.
    static String removed(String address) {
        var query = address.indexOf('?');
        return query < 0 || address.startsWith("?…", query)
                ? address
                : address.substring(0, query) + "?…";
    }
}
