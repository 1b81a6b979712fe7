# Faults. Each is one comment line `# name: what it is` and one function f_<name with _> that brings it about on running hosts.
# Healing is a fresh boot of the touched hosts from their clean layers (about 3 s), so no fault needs an undo of its own.
# A fault may set: TOUCHES (hosts to reset; default origin) and ASK (path or address to request).

o() { host_exec origin bash -euc "$1"; }
e() { host_exec edge bash -euc "$1"; }
cert() { o "ln -sf /etc/lab/certs/$1.crt /etc/lab/certs/live.crt; ln -sf /etc/lab/certs/$1.key /etc/lab/certs/live.key; systemctl reload nginx; sleep 1"; }   # a reload returns before the old workers are gone
site() { o "sed -i '$1' /etc/nginx/sites-available/app && { systemctl restart nginx || true; }"; }
app_env() { o "sed -i '$1' /etc/default/app && systemctl restart app"; }
# The edge's route for the example name, changed with a jq expression
route() { e "jq '.routes[\"app.example.test\"] |= ($1)' /etc/edge.json > /tmp/e && cp /tmp/e /etc/edge.json"; TOUCHES="$TOUCHES edge"; }
raw() { o "systemctl stop nginx; systemd-run -q --unit=rawd /usr/local/lib/lab/rawd.py $1 443 /etc/lab/certs/live.crt /etc/lab/certs/live.key; sleep 0.7"; }
# The application's own unit runs a program that answers wrongly.
behind() { o "mkdir -p /etc/systemd/system/app.service.d; printf '[Service]\nType=simple\nExecStart=\nExecStart=/usr/local/lib/lab/rawd.py $1 8000\n' > /etc/systemd/system/app.service.d/raw.conf; systemctl daemon-reload; systemctl restart app; sleep 0.7"; }
ipt_cf() { o "for r in \$(cat /etc/lab/cf-v4.txt); do iptables -A INPUT -p tcp -s \$r -m multiport --dports 443 -m comment --comment block -j $1; done; for r in \$(cat /etc/lab/cf-v6.txt); do ip6tables -A INPUT -p tcp -s \$r --dport 443 -j ${2:-$1}; done"; }

# Twelve slow requests at once, from the host `tunnel`, for half a minute.
busy() {
  TOUCHES="$TOUCHES tunnel"
  host_exec tunnel systemd-run -q --unit=visitors sh -c 'for i in 1 2 3 4 5 6 7 8 9 10 11 12; do curl -sk -m 60 -o /dev/null --http1.1 --resolve app.example.test:443:10.77.0.11 "https://app.example.test/slow?s=58" & done; wait'
  sleep 2
}

# none: nothing is wrong; the measure for all others
f_none() { :; }

# nginx-stopped: the web server is stopped
f_nginx_stopped() { o 'systemctl stop nginx'; }
# nginx-disabled: the unit is stopped and disabled
f_nginx_disabled() { o 'systemctl disable --now nginx 2>/dev/null; systemctl stop nginx'; }
# nginx-masked: the unit is masked
f_nginx_masked() { o 'systemctl stop nginx; systemctl mask nginx'; }
# nginx-bad-config: a typing error in the configuration, found at restart
f_nginx_bad_config() { site 's/proxy_read_timeout 60s;/proxy_raed_timeout 60s;/'; }
# nginx-bad-config-latent: the same, but the running server has not been reloaded yet
f_nginx_bad_config_latent() { o "sed -i 's/proxy_read_timeout 60s;/proxy_raed_timeout 60s;/' /etc/nginx/sites-available/app; systemctl reload nginx || true"; }
# port-taken: another program holds port 443 when nginx starts
f_port_taken() { o 'systemctl stop nginx; systemd-run -q --unit=squatter /usr/bin/python3 -m http.server 443; sleep 1; systemctl start nginx || true'; }
# wrong-port: nginx listens on 8443 instead of 443
f_wrong_port() { site 's/443 ssl/8443 ssl/'; }
# loopback-only: nginx listens on 127.0.0.1 only
f_loopback_only() { site 's/listen 443/listen 127.0.0.1:443/; s/listen \[::\]:443/listen [::1]:443/; s/listen 80/listen 127.0.0.1:80/; s/listen \[::\]:80/listen [::1]:80/'; }

# app-down: the application is stopped; nginx answers 502
f_app_down() { o 'systemctl stop app'; }
# app-wrong-port: the application listens on another port than nginx asks
f_app_wrong_port() { app_env 's/8000/8001/'; }
# app-timeout: a worker does not finish in gunicorn's time and is killed
f_app_timeout() { app_env 's/TIMEOUT=.*/TIMEOUT=3/; s/THREADS=.*/THREADS=1/'; ASK='/slow?s=20'; }
# app-slow-504: the application is slower than nginx's proxy_read_timeout
f_app_slow_504() { site 's/proxy_read_timeout 60s/proxy_read_timeout 2s/'; ASK='/slow?s=6'; }
# app-slow-524: the application is slower than the edge waits
f_app_slow_524() { ASK='/slow?s=12'; }
# app-crash-loop: the application dies at start until systemd gives up
f_app_crash_loop() { o 'sed -i "1i import no_such_module" /srv/app/app.py; systemctl restart app || true; sleep 14'; }
# db-stopped: PostgreSQL is stopped; the page that needs it fails with 500
f_db_stopped() { o 'systemctl stop postgresql@15-main'; ASK=/db; }
# db-wrong-password: the application's database password is wrong
f_db_wrong_password() { o "su postgres -c \"psql -qc \\\"alter role app password 'x'\\\"\""; ASK=/db; }

# fw-drop-cf: iptables drops port 443 for the edge's ranges
f_fw_drop_cf() { ipt_cf DROP; }
# fw-reject-cf: iptables rejects (icmp-port-unreachable)
f_fw_reject_cf() { ipt_cf REJECT; }
# fw-reject-rst: iptables rejects with a TCP reset
f_fw_reject_rst() { ipt_cf 'REJECT --reject-with tcp-reset'; }
# fw-policy-drop: default policy DROP, only SSH let in
f_fw_policy_drop() { o 'iptables -A INPUT -i lo -j ACCEPT; iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; iptables -A INPUT -p tcp --dport 22 -j ACCEPT; iptables -P INPUT DROP'; }
# nft-drop-cf: an nftables set of the edge's ranges, dropped with a counter
f_nft_drop_cf() { o 'nft -f - <<N
table inet filter {
  set blocked4 { type ipv4_addr; flags interval; auto-merge; elements = { $(paste -sd, /etc/lab/cf-v4.txt) } }
  set blocked6 { type ipv6_addr; flags interval; auto-merge; elements = { $(paste -sd, /etc/lab/cf-v6.txt) } }
  chain input {
    type filter hook input priority filter; policy accept;
    ct state established,related accept
    ip saddr @blocked4 tcp dport { 80, 443 } counter drop comment "no proxies"
    ip6 saddr @blocked6 tcp dport { 80, 443 } counter drop
  }
}
N'; }
# ufw-deny: ufw is on, lets in SSH and denies 443
f_ufw_deny() { o 'ufw allow 22/tcp >/dev/null; ufw deny 443/tcp >/dev/null; ufw --force enable >/dev/null'; }
# fail2ban-edge: fail2ban has banned the edge's address
f_fail2ban_edge() { o 'systemctl start fail2ban; for i in 1 2 3 4 5 6 7 8 9 10; do fail2ban-client ping >/dev/null 2>&1 && break; sleep 0.3; done; fail2ban-client set nginx-http-auth banip 10.77.0.10; sleep 1'; }

# cert-expired: the origin's certificate has expired
f_cert_expired() { cert expired; }
# cert-soon: the origin's certificate ends in five days; all works
f_cert_soon() { cert soon; }
# cert-selfsigned: the origin's certificate is self-signed
f_cert_selfsigned() { cert selfsigned; }
# cert-wronghost: the origin's certificate is for another name
f_cert_wronghost() { cert wronghost; }
# cert-untrusted: the origin's certificate is from an authority nobody knows
f_cert_untrusted() { cert untrusted; }
# http-on-443: the origin speaks plain HTTP on 443
f_http_on_443() { site 's/listen 443 ssl http2/listen 443/; s/listen \[::\]:443 ssl http2/listen [::]:443/; s/^ *ssl_certificate.*//'; }
# https-asked-plain: the edge speaks plain HTTP to the origin's HTTPS port
f_https_asked_plain() { route '.mode = "flexible" | .port = 443'; }
# redirect-loop: flexible TLS at the edge, and an origin that sends plain HTTP to HTTPS
f_redirect_loop() { site '0,/location \/ {/s//location \/ { return 301 https:\/\/$host$request_uri;/'; route '.mode = "flexible"'; }

# raw-gzip-length: direct: gzipped body under the length of the plain one
f_raw_gzip_length() { raw gzip-length; }
# raw-short-body: direct: less body than promised
f_raw_short_body() { raw short-body; }
# raw-reset-mid-body: direct: TCP reset in the middle of the body
f_raw_reset_mid_body() { raw reset-mid-body; }
# raw-reset-before-headers: direct: TCP reset instead of an answer
f_raw_reset_before_headers() { raw reset-before-headers; }
# raw-empty: direct: the connection is closed without an answer
f_raw_empty() { raw empty; }
# raw-chunk-broken: direct: a broken chunk
f_raw_chunk_broken() { raw chunk-broken; }
# raw-big-headers: direct: 160 kB of header fields
f_raw_big_headers() { raw big-headers; }
# raw-garbage: direct: not HTTP
f_raw_garbage() { raw garbage; }
# raw-hang: direct: takes the request and never answers
f_raw_hang() { raw hang; }
# up-reset-before-headers: behind nginx: reset instead of an answer
f_up_reset_before_headers() { behind reset-before-headers; }
# up-empty: behind nginx: closed without an answer
f_up_empty() { behind empty; }
# up-big-headers: behind nginx: more header than nginx's buffer
f_up_big_headers() { ASK='/headers?kb=16'; }

# disk-full-app: the application's disk is full
f_disk_full_app() { o 'mount -t tmpfs -o size=4m,mode=777 tmpfs /srv/app/data; dd if=/dev/zero of=/srv/app/data/fill bs=64k 2>/dev/null || true'; ASK=/write; }
# disk-full-root: the root file system is full; nginx, PostgreSQL and journald cannot write
f_disk_full_root() { o 'dd if=/dev/zero of=/var/tmp/fill bs=1M 2>/dev/null || true; dd if=/dev/zero of=/var/tmp/fill2 bs=4k 2>/dev/null || true'; ASK=/db; }
# oom: the application grows beyond MemoryMax= and is killed
f_oom() { o 'mkdir -p /etc/systemd/system/app.service.d; printf "[Service]\nMemoryMax=120M\nMemorySwapMax=0\n" > /etc/systemd/system/app.service.d/memory.conf; systemctl daemon-reload; systemctl restart app'; ASK='/hog?mb=300'; }
# fd-limit-app: the application runs out of file descriptors
f_fd_limit_app() { o 'mkdir -p /etc/systemd/system/app.service.d; printf "[Service]\nLimitNOFILE=48\n" > /etc/systemd/system/app.service.d/files.conf; systemctl daemon-reload; systemctl restart app'; ASK='/open?n=200'; }
# worker-connections: nginx's worker_connections are used up
f_worker_connections() { o 'sed -i "s/worker_connections 768/worker_connections 16/; s/worker_processes auto/worker_processes 1/" /etc/nginx/nginx.conf; systemctl restart nginx'; busy; }

# journald-volatile: journald keeps nothing on disk
f_journald_volatile() { o 'mkdir -p /etc/systemd/journald.conf.d; printf "[Journal]\nStorage=volatile\n" > /etc/systemd/journald.conf.d/s.conf; systemctl restart systemd-journald; rm -rf /var/log/journal; systemctl restart nginx'; }
# journald-none: journald keeps nothing at all
f_journald_none() { o 'mkdir -p /etc/systemd/journald.conf.d; printf "[Journal]\nStorage=none\n" > /etc/systemd/journald.conf.d/s.conf; systemctl restart systemd-journald; rm -rf /var/log/journal/* /run/log/journal/*; systemctl restart nginx'; }
# journal-vacuumed: the log of the failure has been thrown away
f_journal_vacuumed() { o 'systemctl stop app; journalctl --rotate; journalctl --vacuum-time=1s'; }
