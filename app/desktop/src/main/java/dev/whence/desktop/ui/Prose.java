package dev.whence.desktop.ui;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.controlsfx.control.PopOver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Running text in which terms of the glossary explain themselves and `code` stands in its own
/// type.
public final class Prose {
    private static final int WIDTH = 320;

    private final Map<String, String> meanings;
    private final Pattern marks;

    /// @param glossary term → what it means
    public Prose(Map<String, String> glossary) {
        this.meanings =
                glossary.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        entry -> entry.getKey().toLowerCase(Locale.ROOT),
                                        Map.Entry::getValue,
                                        (first, _) -> first));
        this.marks = marks(glossary.keySet());
    }

    /// The text as a flow; each term is marked where it first stands.
    public TextFlow of(String text, String... classes) {
        List<Node> parts = new ArrayList<>();
        Set<String> explained = new HashSet<>();
        var plain = text.strip().replaceAll("(?<!\n)\n(?!\n)", " ");
        var found = marks.matcher(plain);
        var done = 0;
        while (found.find()) {
            parts.add(text(plain.substring(done, found.start()), "prose-text"));
            parts.add(marked(found, explained));
            done = found.end();
        }
        parts.add(text(plain.substring(done), "prose-text"));
        var flow = new TextFlow(parts.toArray(Node[]::new));
        flow.setLineSpacing(2);
        flow.setMinHeight(TextFlow.USE_PREF_SIZE);
        flow.setAccessibleText(plain);
        return Looks.styled(Looks.styled(flow, "prose"), classes);
    }

    private Node marked(Matcher found, Set<String> explained) {
        var code = found.group("code");
        if (code != null) {
            return text(code, "prose-code");
        }
        var term = found.group();
        return explained.add(term.toLowerCase(Locale.ROOT)) ? term(term) : text(term, "prose-text");
    }

    private Hyperlink term(String term) {
        var meaning = meanings.getOrDefault(term.toLowerCase(Locale.ROOT), "");
        var link = Looks.styled(new Hyperlink(term), "term");
        Looks.named(link, "term-" + term.toLowerCase(Locale.ROOT).replace(' ', '-'), term);
        link.setAccessibleHelp(meaning);
        link.setOnAction(_ -> explain(link, term, meaning));
        return link;
    }

    private static void explain(Hyperlink link, String term, String meaning) {
        var says = Looks.text(meaning);
        says.setMaxWidth(WIDTH);
        var card = Looks.styled(new VBox(Looks.text(term, "strong"), says), "term-card");
        var over = new PopOver(card);
        over.setDetachable(false);
        over.setArrowLocation(PopOver.ArrowLocation.TOP_CENTER);
        over.getRoot().getStylesheets().addAll(link.getScene().getStylesheets());
        over.show(link);
        link.setVisited(false);
    }

    private static Text text(String text, String style) {
        return Looks.styled(new Text(text), style);
    }

    private static Pattern marks(Set<String> terms) {
        var longestFirst =
                terms.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
        var either = terms.isEmpty() ? "" : "|(?<![\\w-])(?:" + longestFirst + ")(?![\\w-])";
        return Pattern.compile("`(?<code>[^`]+)`" + either, Pattern.CASE_INSENSITIVE);
    }
}
