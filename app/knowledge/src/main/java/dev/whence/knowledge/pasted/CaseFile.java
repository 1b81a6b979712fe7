package dev.whence.knowledge.pasted;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;

/// Reads a case from JSON: `{"id": …, "codes": [502], "cloudflare_in_path": true, "evidence":
/// [{"kind": …, "text": …}]}`. Other keys are ignored, and so is a kind that nobody knows.
public final class CaseFile {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_PIECES = 200;
    private static final int MOST_CODES = 20;

    private CaseFile() {}

    /// The case; empty where the text is something else, such as a log in JSON.
    public static Optional<Case> read(String text) {
        return object(text).filter(root -> root.path("evidence").isArray()).map(CaseFile::read);
    }

    /// The case in one line of a file of cases, be it without evidence; empty where the line is no
    /// JSON object.
    public static Optional<Case> line(String text) {
        return object(text).map(CaseFile::read);
    }

    private static Optional<JsonNode> object(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Case read(JsonNode root) {
        return new Case(
                root.path("id").asString(""),
                codes(root.path("codes")),
                root.path("cloudflare_in_path").isBoolean()
                        ? Optional.of(root.path("cloudflare_in_path").asBoolean())
                        : Optional.empty(),
                root.path("evidence")
                        .valueStream()
                        .limit(MOST_PIECES)
                        .map(CaseFile::piece)
                        .toList());
    }

    private static List<Integer> codes(JsonNode codes) {
        return codes.valueStream()
                .map(code -> code.asString("").strip())
                .filter(code -> code.matches("\\d{3,4}"))
                .map(Integer::valueOf)
                .distinct()
                .limit(MOST_CODES)
                .toList();
    }

    private static Piece piece(JsonNode piece) {
        return piece.isString()
                ? Piece.of(piece.asString())
                : new Piece(
                        Pasted.of(piece.path("kind").asString("")),
                        piece.path("text").asString(""));
    }
}
