package dev.whence.knowledge.parse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads what `df`, `df -h` and `df -i` print for a person.
public final class DiskText {
    private static final Pattern HEAD = Pattern.compile("^\\S+\\s+(?:Type\\s+)?(\\S+)\\s+.*");
    private static final Pattern INODES =
            Pattern.compile("(?i)i-?nod\\w*|inœuds|nodos-i|nós-i|и-узл\\S*");

    /// The first word of the heading is that of the language; none of the rows begins so.
    private static final Pattern HEADING =
            Pattern.compile(
                    "^\\p{L}[\\p{L} .-]{3,30}\\s+(?:Type|Typ|Tipo)?\\s*[\\p{L}0-9-]+\\s+.*%");

    private static final Pattern ROW =
            Pattern.compile(
                    "^(\\S+)\\s+(?:(\\w+)\\s+)?([\\d.,]+[KMGTPi]*)\\s+([\\d.,]+[KMGTPi]*)\\s+(-?[\\d.,]+[KMGTPi]*)\\s+(\\d{1,3})%\\s+(/\\S*)$");
    private static final Pattern SYSTEM =
            Pattern.compile(
                    "/(?:proc|sys|snap|dev|boot)(?:/.*)?|/run(?:/.*)?|/var/lib/(?:docker|containers|kubelet|snapd)/.*");
    private static final Pattern NEVER_FULL =
            Pattern.compile("squashfs|/dev/loop\\d+|udev|devtmpfs|efivarfs");

    private DiskText() {}

    /// The file systems on which programs write.
    public static List<Disks.Disk> read(String text) {
        Map<String, Disks.Disk> disks = new LinkedHashMap<>();
        var inodes = false;
        for (var line : Text.lines(text)) {
            var row = ROW.matcher(line.strip());
            if (HEADING.matcher(line).find()) {
                var head = HEAD.matcher(line);
                inodes = head.matches() && INODES.matcher(head.group(1)).matches();
            } else if (row.matches()
                    && !SYSTEM.matcher(row.group(7)).matches()
                    && !NEVER_FULL.matcher(row.group(1) + " " + row.group(2)).find()) {
                merge(disks, row, inodes);
            }
        }
        return List.copyOf(disks.values());
    }

    private static void merge(
            Map<String, Disks.Disk> disks, java.util.regex.Matcher row, boolean inodes) {
        var mount = row.group(7);
        var percent = Text.number(row.group(6));
        var before = disks.get(mount);
        disks.put(
                mount,
                new Disks.Disk(
                        mount,
                        inodes ? before == null ? 0 : before.usedPercent() : percent,
                        inodes ? percent : before == null ? 0 : before.inodePercent(),
                        inodes ? before == null ? 0 : before.freeBytes() : bytes(row.group(5)),
                        false));
    }

    private static long bytes(String shown) {
        var number = shown.replaceAll("[^\\d.]", "");
        if (number.isEmpty() || number.length() > 15) {
            return 0;
        }
        var unit = shown.replaceAll("[\\d.,-]", "");
        long factor =
                switch (unit.isEmpty() ? ' ' : unit.charAt(0)) {
                    case 'M' -> 1L << 20;
                    case 'G' -> 1L << 30;
                    case 'T' -> 1L << 40;
                    case 'P' -> 1L << 50;
                    default -> 1L << 10;
                };
        try {
            return (long) (Double.parseDouble(number) * factor);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
