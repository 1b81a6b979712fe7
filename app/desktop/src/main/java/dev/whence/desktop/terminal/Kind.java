package dev.whence.desktop.terminal;

import dev.whence.knowledge.pasted.Pasted;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Reads the name of a kind of text.
final class Kind implements ITypeConverter<Pasted> {
    @Override
    public Pasted convert(String typed) {
        return Pasted.of(typed)
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "'"
                                                + typed
                                                + "' is no kind of text: use one of "
                                                + all()
                                                + "."));
    }

    private static String all() {
        return Arrays.stream(Pasted.values()).map(Pasted::id).collect(Collectors.joining(", "));
    }
}
