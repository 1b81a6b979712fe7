"""Log lines in the form of the real connector's console: time, level, message, then key=value with `error` first."""
import datetime
import json
import re
import sys
import threading

PLAIN = re.compile(r'[^\s"=\\\x00-\x1f\x7f]+\Z')
LOCK = threading.Lock()
LEVELS = {"INF": 1, "WRN": 2, "ERR": 3}
WANTED = {"debug": 0, "info": 1, "warn": 2, "error": 3, "fatal": 4}
least = 1


def only(name):
    """From this level on lines are written; a level that nobody knows is taken for `info`."""
    global least
    if name not in WANTED:
        err('Failed to parse log level "%s", using "info" instead' % name)
    least = WANTED.get(name, 1)


def quoted(value):
    text = str(value)
    return text if PLAIN.match(text) else json.dumps(text, ensure_ascii=False)


def line(level, message, **fields):
    """`_` stands for nothing: a line whose text is in its `error` has an empty message, and two spaces show it."""
    if LEVELS[level] < least:
        return
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    keys = sorted(fields, key=lambda key: (key != "error", key))
    text = " ".join([now, level, message] + ["%s=%s" % (key, quoted(fields[key])) for key in keys])
    with LOCK:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def inf(message, **fields):
    line("INF", message, **fields)


def wrn(message, **fields):
    line("WRN", message, **fields)


def err(message, **fields):
    line("ERR", message, **fields)


def length_of_time(seconds):
    return "%dm%ds" % (seconds // 60, seconds % 60) if seconds >= 60 else "%ds" % seconds
