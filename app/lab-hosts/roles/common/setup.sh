# Runs inside the chroot of a role layer. No network here.
L=/opt/lab-setup
echo "$ROLE" > /etc/hostname
printf '127.0.0.1 localhost\n127.0.1.1 %s.example.test %s\n::1 localhost\n' "$ROLE" "$ROLE" > /etc/hosts
echo 'nameserver 10.77.0.1' > /etc/resolv.conf
mkdir -p /var/log/journal
for u in getty@tty1.service console-getty.service e2scrub_reap.service apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer fstrim.timer e2scrub_all.timer systemd-udevd.service systemd-modules-load.service systemd-remount-fs.service; do systemctl mask -q "$u" 2>/dev/null || true; done
systemctl disable -q dnsmasq fail2ban nginx postgresql ufw 2>/dev/null || true
systemctl set-default -q multi-user.target
ssh-keygen -A
cat > /etc/ssh/sshd_config.d/lab.conf <<'C'
UseDNS no
LogLevel VERBOSE
PasswordAuthentication yes
PermitRootLogin prohibit-password
MaxStartups 50:30:100
C
add() { # user groups
  useradd -m -s /bin/bash ${2:+-G "$2"} "$1"; install -d -m 700 -o "$1" -g "$1" "/home/$1/.ssh"
  install -m 600 -o "$1" -g "$1" "$L/pki/ssh_$1.pub" "/home/$1/.ssh/authorized_keys"; }
add ops adm,systemd-journal,sudo; echo 'ops ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/ops
add pwsudo sudo;                  echo 'pwsudo:lab-password' | chpasswd
add limited ''
cat "$L/pki/ssh_ops_encrypted.pub" >> /home/ops/.ssh/authorized_keys
install -d /etc/lab/certs
for c in good soon expired notyet wronghost untrusted selfsigned; do
  install -m 644 "$L/pki/$c.chain.crt" "/etc/lab/certs/$c.crt"; install -m 600 "$L/pki/$c.key" "/etc/lab/certs/$c.key"; done
install -m 644 "$L/pki/nochain.crt" "$L/pki/ca.crt" "$L/pki/edge-ca.crt" /etc/lab/certs/; install -m 600 "$L/pki/nochain.key" /etc/lab/certs/
install -m 600 "$L/pki/edge.key" /etc/lab/certs/; install -m 644 "$L/pki/edge.chain.crt" /etc/lab/certs/edge.crt
install -m 600 "$L/pki/status.key" /etc/lab/certs/; install -m 644 "$L/pki/status.chain.crt" /etc/lab/certs/status.crt
