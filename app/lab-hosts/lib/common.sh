# Shared settings and helpers. Sourced, never run.
set -euo pipefail

LAB_DIR=${LAB_DIR:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}
LAB_CACHE=${LAB_CACHE:-/var/cache/whence-lab} # what may be kept between runs: image, packages
LAB_STATE=${LAB_STATE:-/run/whence-lab}       # what belongs to one bring-up; wiped by `lab down`
LAB_PREFIX=${LAB_PREFIX:-lab}                 # namespace/cgroup/link name prefix: two labs can live side by side
LAB_NET4=${LAB_NET4:-10.77.0}                 # exists only inside the namespaces below
LAB_NET6=${LAB_NET6:-fd77:0:0:1}
# What no process of a host may do: these reach through the namespaces to the machine itself. The kernel's log is the machine's.
LAB_DROP_CAPS=-sys_time,-sys_module,-sys_rawio,-sys_boot,-mac_admin,-mac_override,-wake_alarm,-block_suspend,-audit_control,-audit_read
[ "${LAB_KMSG:-0}" != 0 ] || LAB_DROP_CAPS=$LAB_DROP_CAPS,-syslog

# name:last octet.  'sw' is the switch namespace (bridge + DNS); 'client' runs the program under test.
LAB_HOSTS_ALL="origin:11 tunnel:12 edge:10"
LAB_CLIENT_OCTET=100
LAB_DNS_OCTET=1

say()  { printf 'lab: %s\n' "$*" >&2; }
die()  { printf 'lab: ERROR: %s\n' "$*" >&2; exit 1; }
now()  { date +%s.%N; }
took() { awk -v a="$1" -v b="$(now)" 'BEGIN{printf "%.2fs", b-a}'; }

host_octet() { local p; for p in $LAB_HOSTS_ALL; do [ "${p%%:*}" = "$1" ] && { echo "${p##*:}"; return; }; done; die "no such host: $1"; }
host_names() { local p; for p in $LAB_HOSTS_ALL; do echo "${p%%:*}"; done; }
host_ip()    { echo "$LAB_NET4.$(host_octet "$1")"; }
ns_of()      { echo "$LAB_PREFIX-$1"; }

# The host's init, seen from outside. Empty when it is not running (or a zombie nobody reaped). The start time guards against a reused pid.
host_pid() {
  local f=$LAB_STATE/hosts/$1/init.pid pid start
  [ -s "$f" ] || return 0
  read -r pid start < "$f"
  [ -r "/proc/$pid/stat" ] && [ "$(awk '{sub(/.*\) /,"");print ($1=="Z") ? "zombie" : $20}' "/proc/$pid/stat")" = "$start" ] && echo "$pid" || true
}

# Run a command inside a host, as its root.
host_exec() {
  local h=$1 pid; shift
  pid=$(host_pid "$h"); [ -n "$pid" ] || die "$h is not running"
  nsenter -t "$pid" -m -u -i -n -p -C -r -w -- /usr/bin/setpriv "--bounding-set=$LAB_DROP_CAPS" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LANG=C.UTF-8 container=lab "$@"
}
client_exec() { ip netns exec "$(ns_of client)" "$@"; }
