"""The configuration file: read, checked and matched as the real connector does it, with its words for what is wrong."""
import os
import re
import urllib.parse

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SCHEMES = {"http", "https", "ws", "wss", "tcp", "ssh", "rdp", "smb", "unix", "unix+tls"}
TOP = {"tunnel", "credentials-file", "ingress", "originRequest", "warp-routing", "protocol", "loglevel", "logfile",
       "metrics", "no-autoupdate", "grace-period", "retries", "edge-ip-version", "region", "url", "tag", "origincert",
       "ha-connections", "post-quantum", "pidfile", "hello-world"}
RULE = {"hostname", "path", "service", "originRequest"}
REQUEST = {"connectTimeout": 30, "tlsTimeout": 10, "tcpKeepAlive": 30, "noHappyEyeballs": False, "keepAliveTimeout": 90,
           "keepAliveConnections": 100, "httpHostHeader": "", "originServerName": "", "matchSNItoHost": False, "caPool": "",
           "noTLSVerify": False, "disableChunkedEncoding": False, "bastionMode": False, "proxyAddress": "127.0.0.1",
           "proxyPort": 0, "proxyType": "", "ipRules": None, "http2Origin": False, "access": {"teamName": "", "audTag": None}}


class Bad(Exception):
    """What the program says of a configuration that it does not take."""


def read(path):
    """The file's settings and the warnings about keys that nobody knows."""
    try:
        with open(path, encoding="utf-8-sig") as f:
            text = f.read()
    except FileNotFoundError:
        raise Bad("open %s: no such file or directory" % path) from None
    except PermissionError:
        raise Bad("open %s: permission denied" % path) from None
    if not text.strip():
        raise Bad("")
    try:
        tree = yaml.compose(text, Loader=LOADER)
        settings = yaml.load(text, Loader=LOADER)
    except yaml.MarkedYAMLError as e:
        raise Bad("error parsing YAML in config file at %s: yaml: %s%s" % (path, where(e), e.problem)) from None
    return settings or {}, unused(tree)


def where(error):
    """The line as the Go library counts it: where the context began, one further for the scanner's errors."""
    mark = error.context_mark if error.context_mark and error.context_mark.line else error.problem_mark
    if mark is None or not mark.line:
        return ""
    scanner = error.context and error.context.startswith("while scanning") or error.problem.startswith("found character")
    return "line %d: " % (mark.line + (1 if scanner else 0))


def unused(tree):
    found = []

    def keys(node, known, kind):
        for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
            if key.value not in known:
                found.append("  line %d: field %s not found in type config.%s" % (key.start_mark.line + 1, key.value, kind))
            elif key.value == "originRequest":
                keys(value, REQUEST, "OriginRequestConfig")
    for key, value in tree.value if isinstance(tree, yaml.MappingNode) else []:
        if key.value == "ingress" and isinstance(value, yaml.SequenceNode):
            for rule in value.value:
                keys(rule, RULE, "UnvalidatedIngressRule")
        elif key.value == "originRequest":
            keys(value, REQUEST, "OriginRequestConfig")
    return found


def seconds(value):
    if isinstance(value, (int, float)):
        return int(value)
    parts = re.findall(r"([0-9.]+)(ms|s|m|h)", str(value))
    return sum(float(n) * {"ms": 0.001, "s": 1, "m": 60, "h": 3600}[unit] for n, unit in parts)


class Rule:
    def __init__(self, index, raw, defaults):
        self.index, self.hostname = index, raw.get("hostname") or ""
        self.path, self.service = raw.get("path") or None, str(raw.get("service") or "")
        self.request = dict(REQUEST, **defaults)
        for key, value in (raw.get("originRequest") or {}).items():
            if key in REQUEST:
                self.request[key] = seconds(value) if key.endswith(("Timeout", "KeepAlive")) else value

    def matches(self, host, path):
        if self.hostname.startswith("*."):
            fits = host.endswith(self.hostname[1:])
        else:
            fits = self.hostname in ("", "*", host)
        return fits and (self.path is None or re.search(self.path, path) is not None)

    def page(self):
        return {"hostname": self.hostname, "path": self.path, "service": self.service,
                "Handlers": None, "originRequest": {k: int(v) if k.endswith("Timeout") else v for k, v in self.request.items()}}


class Ingress:
    """The rules in order."""

    def __init__(self, settings):
        self.defaults = {k: v for k, v in (settings.get("originRequest") or {}).items() if k in REQUEST}
        raw = settings.get("ingress") or []
        self.rules = [Rule(i, rule or {}, self.defaults) for i, rule in enumerate(raw)]
        self.check()

    def check(self):
        for rule in self.rules:
            self.check_rule(rule, rule.index == len(self.rules) - 1)

    @staticmethod
    def check_rule(rule, last):
        service = rule.service
        if service.startswith("http_status:"):
            if not re.fullmatch(r"[1-9]\d\d", service[12:]):
                raise Bad("invalid HTTP status code: %s" % service[12:])
        elif not service.startswith("unix:") and service not in ("hello_world", "bastion"):
            url = urllib.parse.urlsplit(service)
            if not url.scheme or not url.netloc:
                raise Bad("%s is an invalid address, please make sure it has a scheme and a hostname" % service)
            if url.path:
                raise Bad("%s is an invalid address, ingress rules don't support proxying to a different path on the origin service."
                          " The path will be the same as the eyeball request's path" % service)
        if ":" in rule.hostname:
            raise Bad("Hostname cannot contain a port")
        if "*" in rule.hostname[1:]:
            raise Bad('Hostname patterns can have at most one wildcard character ("*") and it can only be used for subdomains,'
                      ' e.g. "*.example.com"')
        catch_all = rule.hostname in ("", "*") and not rule.path
        if last and not catch_all:
            raise Bad("The last ingress rule must match all URLs (i.e. it should not have a hostname or path filter)")
        if catch_all and not last:
            raise Bad("Rule #%d is matching the hostname '%s', but this will match every hostname, meaning the rules which follow it"
                      " will never be triggered." % (rule.index + 1, rule.hostname))

    def match(self, host, path):
        for rule in self.rules:
            if rule.matches(host, path):
                return rule
        return self.rules[-1] if self.rules else None

    def page(self, version):
        defaults = dict(REQUEST, **self.defaults)
        return {"version": version, "config": {"ingress": [rule.page() for rule in self.rules], "warp-routing": {}, "originRequest": defaults}}


def default_path():
    for folder in (os.path.expanduser("~/.cloudflared"), os.path.expanduser("~/.cloudflare-warp"), os.path.expanduser("~/cloudflare-warp"),
                   "/etc/cloudflared", "/usr/local/etc/cloudflared"):
        for name in ("config.yml", "config.yaml"):
            if os.path.exists(os.path.join(folder, name)):
                return os.path.join(folder, name)
    return None
