package dev.whence.report;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/// A small pen for XHTML trees. Text only ever becomes a text node, so it cannot turn into markup.
final class XhtmlTree {

    private final Document document;

    XhtmlTree() {
        try {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    Document document() {
        return document;
    }

    /// The root element.
    Element root(String tag) {
        var element = document.createElement(tag);
        document.appendChild(element);
        return element;
    }

    /// A new last child.
    Element add(Element parent, String tag) {
        var element = document.createElement(tag);
        parent.appendChild(element);
        return element;
    }

    /// A new last child of a style class.
    Element add(Element parent, String tag, String styleClass) {
        var element = add(parent, tag);
        element.setAttribute("class", styleClass);
        return element;
    }

    /// A new last child of a style class, with text.
    Element add(Element parent, String tag, String styleClass, String text) {
        var element = add(parent, tag, styleClass);
        write(element, text);
        return element;
    }

    /// Appends text.
    void write(Element parent, String text) {
        parent.appendChild(document.createTextNode(text));
    }
}
