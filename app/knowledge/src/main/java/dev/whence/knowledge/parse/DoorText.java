package dev.whence.knowledge.parse;

import dev.whence.knowledge.fact.HostFact.Door;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads how dialling the ports of an address ended, and whether it answers a ping: `nc`, `ncat`,
/// `telnet`, `ssh`, `Test-NetConnection`, `ping`.
public final class DoorText {
    private static final String ADDRESS = "\\[?(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:]{4,39})\\]?";
    private static final Pattern DIALLED =
            Pattern.compile(
                    "(?im)^.{0,40}?connect(?:ion)? (?:to|to address|to host) "
                            + ADDRESS
                            + "[ :]{1,2}(?:port )?(\\d{1,5})\\b(.{0,120})$");
    private static final Pattern WINDOWS =
            Pattern.compile(
                    "(?s)RemoteAddress\\s*: "
                            + ADDRESS
                            + ".{0,40}?RemotePort\\s*: (\\d{1,5})\\b.{0,600}?TcpTestSucceeded\\s*:"
                            + " (True|False)");
    private static final Pattern PING =
            Pattern.compile(
                    "(?is)\\bping\\b[^\\n]{0,60}?"
                            + ADDRESS
                            + ".{0,2000}?\\b(\\d{1,3})(?:\\.\\d+)?%(?: packet)? loss");

    private DoorText() {}

    /// What is known of one address.
    ///
    /// @param mute a ping brought nothing back
    public record Tried(String address, Map<Integer, Door> doors, boolean mute) {
        public Tried {
            doors = Map.copyOf(doors);
        }

        /// Whether at least two things were tried, one of them meant for any machine, and none was
        /// answered.
        public boolean dead() {
            return doors.values().stream().allMatch(Door.SILENT::equals)
                    && (mute ? !doors.isEmpty() : doors.size() > 1 && doors.containsKey(22));
        }

        /// Whether something answered.
        public boolean lives() {
            return doors.containsValue(Door.OPEN) || doors.containsValue(Door.REFUSED);
        }
    }

    /// The addresses that were tried.
    public static List<Tried> read(String text) {
        Map<String, Map<Integer, Door>> doors = new TreeMap<>();
        DIALLED.matcher(text).results().limit(100).forEach(found -> add(doors, found));
        WINDOWS.matcher(text).results().limit(20).forEach(found -> add(doors, found));
        var mute =
                PING.matcher(text)
                        .results()
                        .filter(found -> found.group(2).equals("100"))
                        .map(found -> found.group(1))
                        .toList();
        mute.forEach(address -> doors.computeIfAbsent(address, _ -> new TreeMap<>()));
        List<Tried> tried = new ArrayList<>();
        doors.forEach(
                (address, ports) -> tried.add(new Tried(address, ports, mute.contains(address))));
        return tried;
    }

    private static void add(Map<String, Map<Integer, Door>> doors, MatchResult found) {
        var said = found.group(3).toLowerCase(java.util.Locale.ROOT);
        var door =
                said.contains("timed out") || said.contains("timeout") || said.equals("false")
                        ? Door.SILENT
                        : said.contains("refused")
                                ? Door.REFUSED
                                : said.contains("succeeded") || said.equals("true")
                                        ? Door.OPEN
                                        : said.contains("no route") ? Door.NO_WAY : null;
        if (door != null) {
            doors.computeIfAbsent(found.group(1), _ -> new TreeMap<>())
                    .put(Text.number(found.group(2)), door);
        }
    }
}
