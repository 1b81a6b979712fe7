# Faults of the road before the origin: the edge's own, and the desk's.

# The client's neighbour is not where it believes, so its packets go nowhere.
lose() { TOUCHES="$TOUCHES client"; local a; for a in "$LAB_NET4.$1" "$LAB_NET6::$1"; do ip -n "$(ns_of client)" neigh replace "$a" lladdr 02:4c:41:42:01:fe dev eth0 nud permanent; done; }

# edge-incident: the edge cannot finish its own work, and the status page tells of it
f_edge_incident() {
  local began; began=$(date -u -d '-20 minutes' +%Y-%m-%dT%H:%M:%SZ)
  e "jq --arg t $began '.broken = 502 | .status.components[3].status = \"partial_outage\" | .status.incidents = [{id: \"p1\", status: \"identified\", impact: \"major\", resolved_at: null,
       name: \"Elevated HTTP 5xx errors in Frankfurt, Germany (FRA)\", created_at: \$t, started_at: \$t,
       components: [{id: \"c4\", name: \"Frankfurt, Germany - (FRA)\", status: \"partial_outage\"}, {id: \"c1\", name: \"CDN/Cache\", status: \"operational\"}],
       incident_updates: [{id: \"u1\", status: \"identified\", created_at: \$t, body: \"We are seeing an elevated rate of HTTP 502 errors for requests served in Frankfurt and are implementing a fix.\"}]}]' \
     /etc/edge.json > /tmp/e && cp /tmp/e /etc/edge.json"
  TOUCHES=edge
}
# desk-cut-off: the desk does not reach the edge, and nothing else is wrong
f_desk_cut_off() { TOUCHES=; lose 10; }
