# Origins that break in less plain ways: limits and rules that hit the edge alone, TLS that only one side can speak, an application
# that is nearly right, and bystanders that must not be blamed.

# The block that serves HTTPS, with a line more; its location, with a directive more; the application's upstream in another form
https_line() { o "sed -i '/listen \\[::\\]:443/a $1' /etc/nginx/sites-available/app && systemctl restart nginx"; }
https_location() { o "sed -i '0,/listen 443/!{0,/location \\/ {/s|location / {|location / { $1|}' /etc/nginx/sites-available/app && systemctl restart nginx"; }
upstream() { o "sed -i 's|^upstream app .*|upstream app { $1 }|' /etc/nginx/sites-available/app && systemctl restart nginx"; }

# up-socket-forbidden: nginx may not open the application's socket file
f_up_socket_forbidden() { app_env 's|^BIND=.*|BIND=unix:/run/app/app.sock|'; o 'chmod 600 /run/app/app.sock'; upstream 'server unix:/run/app/app.sock;'; }
# up-name-unknown: nginx asks for the application under a name that does not exist
f_up_name_unknown() { site 's|proxy_pass http://app;|resolver 10.77.0.1 ipv6=off; set $b bakcend.example.test; proxy_pass http://$b:8000;|'; }
# up-short-body: behind nginx: less body than promised
f_up_short_body() { behind short-body; }
# app-speaks-tls: the application speaks TLS on its port and hangs up on whoever does not; nginx asks it over http
f_app_speaks_tls() { o 'install -m 644 /etc/lab/certs/live.crt /srv/app/tls.crt; install -m 600 -o app /etc/lab/certs/live.key /srv/app/tls.key; sed -i "s|--bind |--certfile tls.crt --keyfile tls.key --bind |" /etc/systemd/system/app.service; systemctl daemon-reload; systemctl restart app'; }
# app-wants-tls: the same with one that answers 400 and says so
f_app_wants_tls() { o 'systemctl disable --now app; printf "server { listen 127.0.0.1:8000 ssl; ssl_certificate /etc/lab/certs/live.crt; ssl_certificate_key /etc/lab/certs/live.key; return 200 well; }" > /etc/nginx/conf.d/inner.conf; systemctl restart nginx'; }
# app-asked-tls: nginx asks the application over https, which speaks plain HTTP
f_app_asked_tls() { site 's|proxy_pass http://app;|proxy_pass https://app;|'; }
# app-other-address: the application listens on the host's outer address, nginx asks loopback
f_app_other_address() { app_env 's|^BIND=.*|BIND=10.77.0.11:8000|'; }

# nginx-522: the origin itself answers 522
f_nginx_522() { https_location 'return 522;'; }
# nginx-deny: the web server forbids the edge's address
f_nginx_deny() { https_location 'deny 10.77.0.10; deny fd77::\/16;'; }
# nginx-limit-req: the web server's rate limit counts the edge as one visitor
f_nginx_limit_req() { o "sed -i '1i limit_req_zone \$binary_remote_addr zone=one:1m rate=1r/m;' /etc/nginx/sites-available/app"; https_location 'limit_req zone=one;'; }
# ipv6-only: the web server serves 443 over IPv6 only
f_ipv6_only() { site 's/^ *listen 443 ssl http2;//; s/listen \[::\]:443 ssl http2;/listen [::]:443 ssl http2 ipv6only=on;/'; }

# tls-old: the origin speaks TLS 1.1 only
f_tls_old() { https_line 'ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;'; }
# tls-client-cert: the origin demands a client certificate
f_tls_client_cert() { https_line 'ssl_verify_client on; ssl_client_certificate /etc/lab/certs/ca.crt;'; }
# tls-sni: the origin rejects handshakes for unknown names, and the site's is unknown
f_tls_sni() { o "sed -i 's/server_name .*/server_name other.example.test;/' /etc/nginx/sites-available/app; printf 'server { listen 443 ssl http2 default_server; listen [::]:443 ssl http2 default_server; ssl_reject_handshake on; }\n' >> /etc/nginx/sites-available/app; systemctl restart nginx"; }
# key-mismatch: certificate and key do not belong together
f_key_mismatch() { o 'ln -sf /etc/lab/certs/soon.key /etc/lab/certs/live.key; systemctl restart nginx || true'; }
# cert-notyet: the origin's certificate is not valid yet
f_cert_notyet() { cert notyet; }
# cert-nochain: the origin sends its certificate without the intermediate
f_cert_nochain() { cert nochain; }

# db-connections: the database has no free connections
f_db_connections() { o 'printf "max_connections = 8\nsuperuser_reserved_connections = 3\nmax_wal_senders = 0\n" > /etc/postgresql/15/main/conf.d/m.conf; systemctl restart postgresql@15-main; for i in 1 2 3 4 5; do systemd-run -q -E PGPASSWORD=app psql -h 127.0.0.1 -U app app -c "select pg_sleep(600)"; done; sleep 1'; ASK=/db; }

# nft-rate: nftables lets in one new connection a minute
f_nft_rate() { o 'nft add table inet f; nft "add chain inet f in { type filter hook input priority 0; }"; nft add rule inet f in tcp dport 443 ct state new limit rate over 1/minute burst 1 packets counter drop'; }
# ufw-limit: ufw limits connections to 443
f_ufw_limit() { o 'ufw allow 22/tcp >/dev/null; ufw limit 443/tcp >/dev/null; ufw --force enable >/dev/null'; }
# ipset-drop: iptables drops an ipset with the edge's ranges
f_ipset_drop() { o 'ipset create cdn hash:net; for r in $(cat /etc/lab/cf-v4.txt); do ipset add cdn $r; done; iptables -I INPUT -m set --match-set cdn src -j DROP'; }
# f2b-route: fail2ban bans the edge by a route
f_f2b_route() { o 'sed -i "s/banaction = .*/banaction = route/" /etc/fail2ban/jail.d/lab.conf; systemctl start fail2ban; for i in 1 2 3 4 5 6 7 8 9 10; do fail2ban-client ping >/dev/null 2>&1 && break; sleep 0.3; done; fail2ban-client set nginx-http-auth banip 10.77.0.10; sleep 1'; }
# fw-output-drop: iptables drops what leaves port 443 for the edge's ranges
f_fw_output_drop() { o 'for r in $(cat /etc/lab/cf-v4.txt); do iptables -A OUTPUT -p tcp -d $r --sport 443 -j DROP; done; for r in $(cat /etc/lab/cf-v6.txt); do ip6tables -A OUTPUT -p tcp -d $r --sport 443 -j DROP; done'; }
# fw-output-policy: default policy DROP for what leaves, and the web port is forgotten
f_fw_output_policy() { o 'iptables -A OUTPUT -o lo -j ACCEPT; iptables -A OUTPUT -p tcp --sport 22 -j ACCEPT; iptables -A OUTPUT -p tcp --dport 443 -j ACCEPT; iptables -P OUTPUT DROP'; }
# fw-output-new: what the host opens by itself to the edge is dropped; visits are answered, all works
f_fw_output_new() { o 'for r in $(cat /etc/lab/cf-v4.txt); do iptables -A OUTPUT -d $r -m conntrack --ctstate NEW -j DROP; done'; }
# route-blackhole: the edge is banned by a route
f_route_blackhole() { o 'ip route add blackhole 10.77.0.10; ip route add blackhole 162.158.0.0/15'; }
# fw-only-edge: only the edge may enter, as it should be; all works
f_fw_only_edge() { o 'iptables -A INPUT -i lo -j ACCEPT; iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; iptables -A INPUT -p tcp --dport 22 -j ACCEPT; for r in $(cat /etc/lab/cf-v4.txt); do iptables -A INPUT -p tcp -s $r --dport 443 -j ACCEPT; done; iptables -P INPUT DROP'; }

# two-app-unit: the application is stopped, and a unit that has nothing to do with it failed
f_two_app_unit() { o 'printf "[Service]\nType=simple\nExecStart=/bin/false\n[Install]\nWantedBy=multi-user.target\n" > /etc/systemd/system/report.service; systemctl daemon-reload; systemctl enable -q report; systemctl start report; systemctl stop app'; }
