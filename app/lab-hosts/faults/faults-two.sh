# Two faults at once: the verdict names the one that the failing request meets first.

# two-cert-app: the certificate has expired, and the application is down
f_two_cert_app() { o 'systemctl stop app'; cert expired; }
# two-firewall-disk: the firewall drops the edge, and the root file system is full
f_two_firewall_disk() { f_fw_drop_cf; f_disk_full_root; }
# two-tunnel-app: cloudflared is stopped, and the application is down
f_two_tunnel_app() { f_tunnel_stopped; o 'systemctl stop app'; sleep 2; }
# two-wall-app: only the edge is let in, as it should be, and the application is down
f_two_wall_app() { o 'systemctl stop app; iptables -A INPUT -i lo -j ACCEPT; iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; iptables -A INPUT -p tcp --dport 22 -j ACCEPT
  for r in $(cat /etc/lab/cf-v4.txt); do iptables -A INPUT -p tcp -s $r -m multiport --dports 80,443 -j ACCEPT; done; iptables -P INPUT DROP
  ip6tables -A INPUT -i lo -j ACCEPT; ip6tables -A INPUT -p ipv6-icmp -j ACCEPT; for r in $(cat /etc/lab/cf-v6.txt); do ip6tables -A INPUT -p tcp -s $r -m multiport --dports 80,443 -j ACCEPT; done; ip6tables -P INPUT DROP'; }
