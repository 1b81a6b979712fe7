# Faults of the tunnel, and of what lies behind it. The site is https://shop.example.test/, which the edge sends through the connector
# on the host `tunnel` to the service of its ingress rules.

ID=11111111-2222-4333-8444-555555555555
t() { TOUCHES="$TOUCHES tunnel"; host_exec tunnel bash -euc "$1"; }
ask_shop() { ASK="https://shop.example.test${1:-/}"; }
# The rule's service and, if given, its originRequest (one line of YAML)
service() {
  ask_shop
  t "sed -i 's|service: http://origin.*|service: $1|' /etc/cloudflared/config.yml; ${2:+sed -i '/service: .*origin/a\\    originRequest: $2' /etc/cloudflared/config.yml;} systemctl restart cloudflared; sleep 2"
}
# A restart that will not end well, and the time in which that shows
restart_in_vain() { t "systemctl restart --no-block cloudflared; sleep ${1:-7}"; }
shop_route() { e "jq '.routes[\"shop.example.test\"] = $1' /etc/edge.json > /tmp/e && cp /tmp/e /etc/edge.json"; TOUCHES="$TOUCHES edge"; ask_shop; }
edge_tunnel() { e "jq '.tunnels[\"$ID\"] |= ($1)' /etc/edge.json > /tmp/e && cp /tmp/e /etc/edge.json"; TOUCHES="$TOUCHES edge"; ask_shop; }
wrong_secret() { t "sed -i 's/\"TunnelSecret\":\"[^\"]*\"/\"TunnelSecret\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"/' /etc/cloudflared/$ID.json; echo 'protocol: $1' >> /etc/cloudflared/config.yml"; }
# https to nginx, checked against the laboratory's authority
over_tls() { cert "$1"; service https://origin.example.test:443 '{originServerName: app.example.test, caPool: /etc/lab/certs/ca.crt}'; }

# tunnel-none: nothing is wrong with the tunnel; the measure for the faults below
f_tunnel_none() { ask_shop; }

# tunnel-stopped: cloudflared is stopped
f_tunnel_stopped() { ask_shop; t 'systemctl stop cloudflared'; }
# tunnel-disabled: cloudflared is stopped, and would not start with its host
f_tunnel_disabled() { ask_shop; t 'systemctl disable -q --now cloudflared'; }
# tunnel-bad-yaml: a slip in config.yml's indentation; cloudflared ends at once, again and again
f_tunnel_bad_yaml() { ask_shop; t 'sed -i "s/^    service: http:/   service: http:/" /etc/cloudflared/config.yml'; restart_in_vain 13; }
# tunnel-no-catch-all: the last rule has a hostname
f_tunnel_no_catch_all() { ask_shop; t 'sed -i "/http_status:404/d" /etc/cloudflared/config.yml'; restart_in_vain 13; }
# tunnel-no-credentials: the credentials file is missing
f_tunnel_no_credentials() { ask_shop; t "mv /etc/cloudflared/$ID.json /root/"; restart_in_vain 13; }
# tunnel-rejected-http2: the edge rejects the secret, and says so
f_tunnel_rejected_http2() { ask_shop; wrong_secret http2; restart_in_vain; }
# tunnel-rejected-quic: the edge rejects the secret; over QUIC the reason is lost
f_tunnel_rejected_quic() { ask_shop; wrong_secret quic; restart_in_vain; }
# tunnel-deleted: the tunnel has been deleted; its connector still runs
f_tunnel_deleted() { edge_tunnel empty; e "jq 'del(.tunnels[\"$ID\"])' /etc/edge.json > /tmp/e && cp /tmp/e /etc/edge.json"; t 'echo "protocol: http2" >> /etc/cloudflared/config.yml'; restart_in_vain; }
# tunnel-udp-blocked: UDP 7844 is dropped on the way to the edge, and cloudflared may speak QUIC only
f_tunnel_udp_blocked() { ask_shop; e 'iptables -I INPUT -p udp --dport 7844 -j DROP'; TOUCHES="$TOUCHES edge"; t 'echo "protocol: quic" >> /etc/cloudflared/config.yml'; restart_in_vain 13; }
# tunnel-edge-blocked: UDP and TCP 7844 are dropped on the way to the edge
f_tunnel_edge_blocked() { ask_shop; e 'for p in udp tcp; do iptables -I INPUT -p $p --dport 7844 -j DROP; done'; TOUCHES="$TOUCHES edge"; restart_in_vain 13; }
# tunnel-dns-blocked: the connector's host has no resolver
f_tunnel_dns_blocked() { ask_shop; t 'echo nameserver 10.77.0.98 > /etc/resolv.conf'; restart_in_vain 14; }

# tunnel-wrong-port: the rule names a port on which nothing listens
f_tunnel_wrong_port() { service http://origin.example.test:8081; }
# tunnel-app-moved: the application is on the connector's host and listens on another port than the rule names
f_tunnel_app_moved() {
  t 'mkdir -p /srv/booking; echo Welcome > /srv/booking/index.html
     printf "[Unit]\nDescription=Booking\n[Service]\nWorkingDirectory=/srv/booking\nExecStart=/usr/bin/python3 -m http.server -b 127.0.0.1 8081\n[Install]\nWantedBy=multi-user.target\n" > /etc/systemd/system/booking.service
     systemctl daemon-reload; systemctl enable -q --now booking'
  service http://127.0.0.1:8080
}
# tunnel-wrong-name: the rule names a host that does not exist
f_tunnel_wrong_name() { service http://orgin.example.test:80; }
# tunnel-https-to-http: the rule says https where nginx speaks http
f_tunnel_https_to_http() { service https://origin.example.test:80; }
# tunnel-http-to-https: the rule says http where nginx speaks https; nginx answers 400
f_tunnel_http_to_https() { service http://origin.example.test:443; }
# tunnel-http-to-tls: the rule says http where a program speaks TLS and gives no answer to anything else
f_tunnel_http_to_tls() { o 'systemd-run -q --unit=rawd /usr/local/lib/lab/rawd.py empty 8443 /etc/lab/certs/live.crt /etc/lab/certs/live.key'; service http://origin.example.test:8443; }
# tunnel-selfsigned: the origin's certificate is self-signed, and the connector checks it
f_tunnel_selfsigned() { over_tls selfsigned; }
# tunnel-wronghost: the origin's certificate is for another name
f_tunnel_wronghost() { over_tls wronghost; }
# tunnel-cert-expired: the origin's certificate has expired
f_tunnel_cert_expired() { over_tls expired; }
# tunnel-localhost: the rule says localhost, and the application is on the origin
f_tunnel_localhost() { service http://localhost:8000; }
# tunnel-loopback-app: the rule names the application's host, and the application listens on loopback there
f_tunnel_loopback_app() { service http://origin.example.test:8000; }
# tunnel-no-rule: no rule for the hostname
f_tunnel_no_rule() { ask_shop; t 'sed -i s/shop.example.test/store.example.test/ /etc/cloudflared/config.yml; systemctl restart cloudflared; sleep 2'; }
# tunnel-other-id: the name leads to another tunnel, which has no connector
f_tunnel_other_id() { shop_route '{"tunnel": "99999999-2222-4333-8444-555555555555"}'; }
# tunnel-a-record: the name has an A record beside the tunnel, to a retired address
f_tunnel_a_record() { shop_route '{"origin": "10.77.0.99", "mode": "strict", "ca": "/etc/lab/certs/ca.crt"}'; }
# tunnel-second-connector: a forgotten connector on another host serves a part of the requests
f_tunnel_second_connector() {
  ask_shop
  host_exec tunnel tar c /usr/local/bin/cloudflared /usr/local/lib/lab/connector "/etc/cloudflared/$ID.json" 2>/dev/null | host_exec origin tar x -C /
  o "printf 'tunnel: $ID\ncredentials-file: /etc/cloudflared/$ID.json\ngrace-period: 1s\ningress:\n  - service: http://localhost:9000\n' > /etc/cloudflared/old.yml
     systemd-run -q --unit=old-tunnel /usr/local/bin/cloudflared --no-autoupdate --config /etc/cloudflared/old.yml tunnel run; sleep 4"
}
# tunnel-remote-config: the connector runs by token, and the account's rules overrule the local file
f_tunnel_remote_config() {
  edge_tunnel '. + {"version": 3, "config": {"ingress": [{"hostname": "shop.example.test", "service": "http://origin.example.test:8081"}, {"service": "http_status:404"}]}}'
  t 'install -m 600 /etc/lab/tunnel.token /etc/cloudflared/token; sed -i "s|^ExecStart=.*|ExecStart=/usr/local/bin/cloudflared --no-autoupdate tunnel run --token-file /etc/cloudflared/token|" /etc/systemd/system/cloudflared.service; systemctl daemon-reload; systemctl restart cloudflared; sleep 3'
}
# tunnel-origin-502: the web server behind the tunnel answers 502 itself; cloudflared logs nothing
f_tunnel_origin_502() { ask_shop; o 'systemctl stop app'; }
# tunnel-slow: the application is slower than the edge waits
f_tunnel_slow() { ask_shop '/slow?s=12'; }
# tunnel-edge-closes: the edge closes every connection after some seconds, and takes none for a while
f_tunnel_edge_closes() { edge_tunnel '. + {"close_every": 2, "stay_away": 5}'; e 'systemctl restart edge'; TOUCHES="$TOUCHES tunnel"; sleep 16; }
# tunnel-flapping: the line to the edge fails every few seconds, and the connections with it
f_tunnel_flapping() {
  ask_shop; TOUCHES="$TOUCHES edge"
  e 'systemd-run -q --unit=line sh -c "while :; do iptables -I INPUT -p udp --dport 7844 -j DROP; sleep 6; iptables -D INPUT -p udp --dport 7844 -j DROP; sleep 5; done"'
  TOUCHES="$TOUCHES tunnel"; sleep 26
}

# A second connector that runs by hand on the connector's host has an old file.
OLD_RULES="printf 'tunnel: $ID\ncredentials-file: /etc/cloudflared/$ID.json\ngrace-period: 1s\ningress:\n  - service: http://localhost:9000\n'"
unit_line() { t "sed -i '$1' /etc/systemd/system/cloudflared.service; systemctl daemon-reload"; }
by_token() { unit_line 's|^ExecStart=.*|ExecStart=/usr/local/bin/cloudflared --no-autoupdate tunnel run --token-file /etc/cloudflared/token|'; }
rule_above() { ask_shop "${2:-/}"; t "sed -i 's|^ingress:|ingress:\\n$1|' /etc/cloudflared/config.yml; systemctl restart cloudflared; sleep 2"; }
# A program that answers wrongly on port 8088 of the origin
wrong_answers() { o "systemd-run -q --unit=rawd /usr/local/lib/lab/rawd.py $1 8088; sleep 0.7"; service http://origin.example.test:8088; }

# tunnel-no-config: the unit names a configuration file that does not exist
f_tunnel_no_config() { ask_shop; unit_line 's|config.yml|tunnel.yml|'; restart_in_vain 9; }
# tunnel-credentials-unreadable: the unit's user may not read the credentials file
f_tunnel_credentials_unreadable() { ask_shop; t 'mkdir -p /etc/systemd/system/cloudflared.service.d; printf "[Service]\nUser=nobody\n" > /etc/systemd/system/cloudflared.service.d/user.conf; systemctl daemon-reload'; restart_in_vain 9; }
# tunnel-token-cut: the token was cut when it was copied
f_tunnel_token_cut() { ask_shop; t 'head -c 40 /etc/lab/tunnel.token > /etc/cloudflared/token'; by_token; restart_in_vain 9; }
# tunnel-frozen: the connector's process is stopped by a signal; its unit is active
f_tunnel_frozen() { ask_shop; t 'systemctl kill -s STOP cloudflared; sleep 8'; }
# tunnel-by-hand: somebody tried an old file on the same host and left the second connector running
f_tunnel_by_hand() { ask_shop; t "$OLD_RULES > /root/old.yml; cd /root; nohup /usr/local/bin/cloudflared --no-autoupdate --config /root/old.yml tunnel run > /root/nohup.out 2>&1 & sleep 4"; }
# tunnel-rule-503: the site's rule was set to answer 503 by itself
f_tunnel_rule_503() { service http_status:503; }
# tunnel-wildcard-404: a rule with a wildcard stands above the site's and answers 404
f_tunnel_wildcard_404() { rule_above '  - hostname: "*.example.test"\n    service: http_status:404'; }
# tunnel-path-rule: a rule for a part of the paths leads to a port on which nothing listens
f_tunnel_path_rule() { rule_above '  - hostname: shop.example.test\n    path: /api\n    service: http://origin.example.test:8081' /api/x; }
# tunnel-no-socket: the rule names a socket file that does not exist
f_tunnel_no_socket() { service unix:/run/shop/app.sock; }
# tunnel-other-family: the rule says 127.0.0.1, and the application beside the connector listens on ::1 only
f_tunnel_other_family() { t 'systemd-run -q --unit=shopapp python3 -m http.server 8000 --bind ::1; sleep 1'; service http://127.0.0.1:8000; }
# tunnel-ssh-port: the rule leads to the SSH server
f_tunnel_ssh_port() { service http://origin.example.test:22; }
# tunnel-hangs-up: the application resets every connection
f_tunnel_hangs_up() { wrong_answers reset-before-headers; }
# tunnel-retired-address: the rule's name still leads to the address of a machine that is gone
f_tunnel_retired_address() { service http://stale.example.test:80; }
# tunnel-cert-notyet: the origin's certificate is not valid yet
f_tunnel_cert_notyet() { over_tls notyet; }
# tunnel-quiet-log: a wrong port, and a log level at which the connector says nothing
f_tunnel_quiet_log() { t 'echo "loglevel: fatal" >> /etc/cloudflared/config.yml'; service http://origin.example.test:8081; }
# tunnel-no-unit: a wrong port, and a connector that somebody started by hand
f_tunnel_no_unit() { ask_shop; t "sed -i 's|service: http://origin.*|service: http://origin.example.test:8081|' /etc/cloudflared/config.yml; systemctl disable -q --now cloudflared; rm /etc/systemd/system/cloudflared.service; systemctl daemon-reload; cd /root; nohup /usr/local/bin/cloudflared --no-autoupdate --config /etc/cloudflared/config.yml tunnel run > /root/nohup.out 2>&1 & sleep 4"; }
# tunnel-other-without-rule: the name leads to another tunnel, whose connector has no rule for it
f_tunnel_other_without_rule() {
  local other=99999999-2222-4333-8444-555555555555
  shop_route "{\"tunnel\": \"$other\"}"
  e "jq '.tunnels[\"$other\"] = .tunnels[\"$ID\"]' /etc/edge.json > /tmp/e && cp /tmp/e /etc/edge.json"
  t "sed 's/^tunnel: .*/tunnel: $other/; s/shop.example.test/other.example.test/' /etc/cloudflared/config.yml > /tmp/other.yml"
  host_exec tunnel tar c /usr/local/bin/cloudflared /usr/local/lib/lab/connector "/etc/cloudflared/$ID.json" /tmp/other.yml 2>/dev/null | host_exec origin tar x -C /
  o 'systemd-run -q --unit=old-tunnel /usr/local/bin/cloudflared --no-autoupdate --config /tmp/other.yml tunnel run; sleep 4'
}
# tunnel-own-firewall: the connector's host drops its own datagrams to the edge
f_tunnel_own_firewall() { ask_shop; t 'iptables -I OUTPUT -p udp --dport 7844 -j DROP; echo "protocol: quic" >> /etc/cloudflared/config.yml'; restart_in_vain 9; }
# tunnel-false-edge: the edge's names lead to addresses that are not Cloudflare's
f_tunnel_false_edge() { ask_shop; t 'printf "198.18.0.5 region1.v2.argotunnel.com\n198.18.0.6 region2.v2.argotunnel.com\n" >> /etc/hosts'; restart_in_vain 9; }
# tunnel-nginx-stopped: the web server behind the tunnel is stopped
f_tunnel_nginx_stopped() { ask_shop; o 'systemctl stop nginx'; }
# tunnel-trusting: an expired certificate behind a rule that checks none does no harm
f_tunnel_trusting() { cert expired; service https://origin.example.test:443 '{noTLSVerify: true}'; }
# tunnel-one-region: one of the edge's two regions cannot be reached; the other connections carry the site
f_tunnel_one_region() { ask_shop; TOUCHES="$TOUCHES edge"; e 'for p in udp tcp; do iptables -I INPUT -p $p -d 198.41.192.0/24 -j DROP; done'; t 'systemctl restart --no-block cloudflared; sleep 9'; }
