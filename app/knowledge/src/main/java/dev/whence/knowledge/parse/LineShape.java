package dev.whence.knowledge.parse;

/// What two log lines have in common that tell of the same thing: everything but times, counters,
/// identifiers and the paths of addresses.
///
/// Ports and socket files count, because they tell one service from another; so do the statuses of
/// answers.
final class LineShape {
    private static final long PRIME = 0x100000001b3L;
    private static final int SHORTEST_ID = 4;

    private final byte[] bytes;
    private final int begin;
    private final int end;
    private int at;
    private long hash = 0xcbf29ce484222325L;

    private LineShape(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.begin = from;
        this.at = from;
        this.end = end;
    }

    /// A number that lines of one shape share, and others most probably do not.
    static long of(byte[] bytes, int from, int end) {
        var shape = new LineShape(bytes, from, end);
        while (shape.at < end) {
            shape.step();
        }
        return shape.hash;
    }

    private void step() {
        var next = bytes[at];
        if (isWord(next)) {
            word();
        } else if (next == '/' && !isAuthority()) {
            path();
        } else {
            take(next);
            at++;
        }
    }

    private void word() {
        var from = at;
        var before = hash;
        var digits = 0;
        var hex = true;
        while (at < end && isWord(bytes[at])) {
            var next = bytes[at++];
            take(next);
            if (isDigit(next)) {
                digits++;
            } else {
                hex &= isHexLetter(next);
            }
        }
        var length = at - from;
        if (isDigit(bytes[from])
                ? !isPort(from, digits, length) && !isStatus(from, digits, length)
                : isId(hex, digits, length)) {
            hash = (before ^ '0') * PRIME;
        }
    }

    /// The rest of an address, up to where its word ends.
    private void path() {
        if (isSocket()) {
            take(bytes[at++]);
            return;
        }
        take((byte) '/');
        while (at < end && !endsAddress(bytes[at])) {
            at++;
        }
    }

    private boolean isPort(int from, int digits, int length) {
        return digits == length
                && length >= 2
                && length <= 5
                && before(from, 1) == ':'
                && !isTime(from);
    }

    /// The status of an answer in an access log: it follows the quoted request.
    private boolean isStatus(int from, int digits, int length) {
        return digits == 3 && length == 3 && before(from, 1) == ' ' && before(from, 2) == '"';
    }

    /// `10:02:50`: before the colon stand two digits, which do not end a name or an address.
    private boolean isTime(int from) {
        return isDigit(before(from, 2))
                && isDigit(before(from, 3))
                && before(from, 4) != '.'
                && !(isWord(before(from, 4)) && before(from, 4) != 'T');
    }

    /// The byte so many places before this one; a line break before the line.
    private byte before(int from, int places) {
        return from - places < begin ? (byte) '\n' : bytes[from - places];
    }

    private static boolean isId(boolean hex, int digits, int length) {
        return hex && digits > 0 && length >= SHORTEST_ID;
    }

    /// Whether this slash belongs to `://`.
    private boolean isAuthority() {
        return (before(at, 1) == ':' && at + 1 < end && bytes[at + 1] == '/')
                || (before(at, 1) == '/' && before(at, 2) == ':');
    }

    private boolean isSocket() {
        return before(at, 1) == ':' || followsUnix();
    }

    private boolean followsUnix() {
        var word = at;
        while (word > begin && bytes[word - 1] != ' ' && bytes[word - 1] != '"') {
            word--;
        }
        return word + 5 < end
                && bytes[word] == 'u'
                && bytes[word + 1] == 'n'
                && bytes[word + 2] == 'i'
                && bytes[word + 3] == 'x'
                && bytes[word + 4] == ':';
    }

    private void take(byte next) {
        hash = (hash ^ next) * PRIME;
    }

    private static boolean endsAddress(byte next) {
        return next == ' ' || next == '"' || next == ')' || next == ',' || next == '\'';
    }

    private static boolean isWord(byte next) {
        return isDigit(next) || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    }

    private static boolean isDigit(byte next) {
        return next >= '0' && next <= '9';
    }

    private static boolean isHexLetter(byte next) {
        return (next >= 'a' && next <= 'f') || (next >= 'A' && next <= 'F');
    }
}
