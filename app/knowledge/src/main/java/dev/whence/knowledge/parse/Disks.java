package dev.whence.knowledge.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads `df -PT`, `df -Pi` and the mounts, and leaves out what is always full or nobody writes to
/// (facts §F.8).
public final class Disks {
    private static final Pattern SPACE =
            Pattern.compile("\\S+\\s+(\\S+)\\s+\\d+\\s+\\d+\\s+(-?\\d+)\\s+(\\d+|-)%?\\s+(/.*)");
    private static final Pattern INODES =
            Pattern.compile("\\S+\\s+\\d+\\s+\\d+\\s+-?\\d+\\s+(\\d+|-)%?\\s+(/.*)");
    private static final Pattern MOUNT = Pattern.compile("(\\S+) (/\\S*) (\\S+) (\\S+) \\d+ \\d+");
    private static final Set<String> ALWAYS_FULL =
            Set.of(
                    "squashfs",
                    "iso9660",
                    "udf",
                    "erofs",
                    "cramfs",
                    "efivarfs",
                    "devtmpfs",
                    "ramfs");
    private static final Set<String> WRITTEN =
            Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "jfs", "reiserfs");
    private static final Pattern SYSTEM =
            Pattern.compile(
                    "/(?:proc|sys|snap|dev)(?:/.*)?|/run/(?:credentials|user|snapd)(?:/.*)?"
                        + "|/boot(?:/.*)?|/var/lib/(?:docker|containers|kubelet|lxcfs|snapd)/.*");
    private static final Pattern DATA = Pattern.compile("/|/(?:var|srv|home|opt|data|mnt)(?:/.*)?");

    private Disks() {}

    /// One file system on which programs write.
    public record Disk(
            String mount, int usedPercent, int inodePercent, long freeBytes, boolean readOnly) {}

    /// The file systems that matter.
    ///
    /// @param mounts lines of `/proc/mounts`, among others
    public static List<Disk> read(String space, String inodes, String mounts) {
        var inodePercent = inodes(inodes);
        var readOnly = readOnly(mounts);
        List<Disk> disks = new ArrayList<>();
        for (var line : Text.lines(space)) {
            var match = SPACE.matcher(line.strip());
            if (!match.matches() || !matters(match.group(1), match.group(4), mounts)) {
                continue;
            }
            var mount = match.group(4);
            disks.add(
                    new Disk(
                            mount,
                            Text.number(match.group(3)),
                            inodePercent.getOrDefault(mount, 0),
                            Math.max(0, Text.large(match.group(2))) * 1024,
                            readOnly.contains(mount)));
        }
        return disks;
    }

    /// An overlay counts where it is the root that is written to, as in a container; a read-only
    /// one is an image.
    private static boolean matters(String type, String mount, String mounts) {
        if (ALWAYS_FULL.contains(type) || SYSTEM.matcher(mount).matches()) {
            return mount.equals("/dev/shm");
        }
        return !type.equals("overlay") || (mount.equals("/") && !isReadOnly(mounts, mount));
    }

    private static Map<String, Integer> inodes(String text) {
        Map<String, Integer> percent = new HashMap<>();
        for (var line : Text.lines(text)) {
            var match = INODES.matcher(line.strip());
            if (match.matches()) {
                percent.put(match.group(2), Text.number(match.group(1)));
            }
        }
        return percent;
    }

    /// The mounts of real disks that hold data and may not be written; some systems mount their
    /// program files so on purpose.
    private static Set<String> readOnly(String mounts) {
        return Text.lines(mounts).stream()
                .map(MOUNT::matcher)
                .filter(Matcher::matches)
                .filter(mount -> WRITTEN.contains(mount.group(3)))
                .filter(mount -> DATA.matcher(mount.group(2)).matches())
                .filter(mount -> isReadOnly(mount.group(4)))
                .map(mount -> mount.group(2))
                .collect(Collectors.toSet());
    }

    private static boolean isReadOnly(String mounts, String wanted) {
        return Text.lines(mounts).stream()
                .map(MOUNT::matcher)
                .filter(Matcher::matches)
                .anyMatch(mount -> mount.group(2).equals(wanted) && isReadOnly(mount.group(4)));
    }

    private static boolean isReadOnly(String options) {
        var list = List.of(options.split(",", -1));
        return list.contains("ro") || list.contains("emergency_ro");
    }
}
