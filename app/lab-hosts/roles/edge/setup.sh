install -m 755 /opt/lab-setup/edge/edge.py /usr/local/lib/edge.py
install -m 644 /opt/lab-setup/edge/tunnels.py /usr/local/lib/tunnels.py
sed "s|@SECRET@|$(cat /opt/lab-setup/pki/tunnel.secret)|" /opt/lab-setup/edge/edge.json > /etc/edge.json; chmod 600 /etc/edge.json
systemctl enable -q edge
