# Two faults at once: the verdict names the one that the failing request meets first.

# two-cert-app: the certificate has expired, and the application is down
f_two_cert_app() { o 'systemctl stop app'; cert expired; }
# two-firewall-disk: the firewall drops the edge, and the root file system is full
f_two_firewall_disk() { f_fw_drop_cf; f_disk_full_root; }
# two-tunnel-app: cloudflared is stopped, and the application is down
f_two_tunnel_app() { f_tunnel_stopped; o 'systemctl stop app'; }
