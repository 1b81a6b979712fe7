# Namespaces, the bridge and the addresses. Nothing here has a leg outside: no link into the machine's own namespace,
# no route but the on-link ones, forwarding off. Traffic to any other address fails at once with "Network is unreachable".

# Log lines of firewall rules (LOG, ufw) of any namespace but the first are dropped by the kernel unless this is set.
# It is the machine's setting, so it is changed only on request (LAB_KMSG=1) and put back.
nf_log() {
  local k=/proc/sys/net/netfilter/nf_log_all_netns s=$LAB_STATE/nf_log_all_netns
  case $1 in
    on)  [ "${LAB_KMSG:-0}" = 0 ] || [ -e "$s" ] || { cat $k > "$s"; echo 1 > $k; } ;;
    off) [ ! -s "$s" ] || { cat "$s" > $k; rm -f "$s"; } ;;
  esac
}

# Is the host's namespace complete, leg and address and all?
net_whole() {
  local o; o=$([ "$1" = client ] && echo "$LAB_CLIENT_OCTET" || host_octet "$1")
  ip -n "$(ns_of "$1")" -4 addr show dev eth0 up 2>/dev/null | grep -q "inet $LAB_NET4.$o/" && ip -n "$(ns_of sw)" link show "v-$1" 2>/dev/null | grep -qE 'master (br0|bi-)' && [ -s "/etc/netns/$(ns_of "$1")/hosts" ]
}
# A host's namespace with its one leg on the bridge. Made anew at every reset: firewall rules, routes and sysctls live here.
net_host_up() {
  local h=$1 sw ns o; sw=$(ns_of sw) ns=$(ns_of "$h")
  o=$([ "$h" = client ] && echo "$LAB_CLIENT_OCTET" || host_octet "$h")
  if net_whole "$h"; then return 0; fi
  net_host_down "$h"                                                         # half-made by a run that died
  ip netns add "$ns"; ip -n "$ns" link set lo up
  ip -n "$sw" link add name "v-$h" type veth peer name eth0 netns "$ns"    # both ends are born inside namespaces
  ip -n "$sw" link set "v-$h" master br0 up
  ip -n "$ns" link set eth0 address "$(printf '02:4c:41:42:01:%02x' "$o")"  # fixed, so nobody's neighbour table goes stale at a reset
  ip -n "$ns" addr add "$LAB_NET6::$o/64" dev eth0 nodad; ip -n "$ns" addr add "$LAB_NET4.$o/24" dev eth0; ip -n "$ns" link set eth0 up
  net_edge_addresses "$h"
  mkdir -p "/etc/netns/$ns"; echo "nameserver $LAB_NET4.$LAB_DNS_OCTET" > "/etc/netns/$ns/resolv.conf"   # `ip netns exec` lays these over /etc
  printf '127.0.0.1 localhost %s\n' "$(hostname)" > "/etc/netns/$ns/hosts"
}
# The addresses at which connectors look for the edge live on the edge's host, and its neighbours know the way.
net_edge_addresses() {
  local ns a; ns=$(ns_of "$1")
  case $1 in
    edge) for a in 198.41.192.7 198.41.192.27 198.41.200.13 198.41.200.33; do ip -n "$ns" addr add "$a/32" dev eth0; done ;;
    *)    for a in 198.41.192.0/24 198.41.200.0/24; do ip -n "$ns" route add "$a" dev eth0; done ;;
  esac
}
net_host_down() {
  local ns; ns=$(ns_of "$1"); rm -rf "/etc/netns/$ns"
  # the device goes at once; the namespace itself may live on a moment in a dying process
  if [ -e "/run/netns/$ns" ]; then ip -n "$ns" link del eth0 2>/dev/null || true; ip netns del "$ns" 2>/dev/null || true; fi
}
net_up() {
  local h sw; sw=$(ns_of sw)
  nf_log on
  if ! ip -n "$sw" -6 addr show dev br0 up 2>/dev/null | grep -q "$LAB_NET6::$LAB_DNS_OCTET/"; then
    for h in client $(host_names) sw; do net_host_down "$h"; done
    ip netns add "$sw"; ip -n "$sw" link set lo up
    ip -n "$sw" link add name br0 address 02:4c:41:42:00:01 type bridge stp_state 0 forward_delay 0   # a fixed address: else it changes with the ports
    ip -n "$sw" link set br0 up; ip -n "$sw" addr add "$LAB_NET4.$LAB_DNS_OCTET/24" dev br0; ip -n "$sw" addr add "$LAB_NET6::$LAB_DNS_OCTET/64" dev br0 nodad
  fi
  for h in $(host_names) client; do net_host_up "$h"; done
}
net_down() {
  local h
  nf_log off
  for h in client $(host_names) sw; do net_host_down "$h"; done
}
# dnsmasq comes from the image, so the machine needs none installed. Its cgroup is how it is found again: `unshare --fork`
# ignores SIGTERM, so a kill of the recorded pid would leave dnsmasq (and with it the namespace) behind.
dns_up() {
  local d=$LAB_STATE/dns c dirs; mkdir -p "$d"
  ip netns exec "$(ns_of sw)" bash -c 'exec 3<>"/dev/tcp/$0/53"' "$LAB_NET4.$LAB_DNS_OCTET" 2>/dev/null && return
  sed "s/@NET4@/$LAB_NET4/g; s/@NET6@/$LAB_NET6/g" "$LAB_DIR/image/dnsmasq.conf" > "$d/dnsmasq.conf"
  dirs=$(cgroup_make dns)
  (
    for c in $dirs; do echo $BASHPID > "$c/cgroup.procs"; done
    exec ip netns exec "$(ns_of sw)" unshare --mount bash -euc '
      mount --bind "$1" "$2/mnt"; exec chroot "$2" /usr/sbin/dnsmasq --keep-in-foreground --user=root --conf-file=/mnt/dnsmasq.conf --log-facility=/mnt/dnsmasq.log' _ "$d" "$(image_dir)" < /dev/null > "$d/out" 2>&1
  ) & disown
  for c in $(seq 40); do ip netns exec "$(ns_of sw)" bash -c 'exec 3<>"/dev/tcp/$0/53"' "$LAB_NET4.$LAB_DNS_OCTET" 2>/dev/null && return; sleep 0.05; done
  cat "$d/out" >&2; die "dnsmasq did not start"
}
dns_down() { cgroup_end dns; }
