# A private CA and one certificate for every state a server can be in. EC keys: quick to make.
# Validity of the bad ones is set with `openssl x509 -not_before/-not_after` where openssl has it (3.4+), else by `openssl ca`.

pki_build() {
  local d=$LAB_CACHE/pki host=app.example.test
  [ -e "$d/.complete" ] && [ -e "$d/status.crt" ] && return
  rm -rf "$d"; mkdir -p "$d/db"; ( cd "$d"
    key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key" 2>/dev/null; }
    : > db/index.txt; echo 1000 > db/serial
    cat > ca.cnf <<C
[ca]
default_ca = d
[d]
dir = $d/db
database = $d/db/index.txt
serial = $d/db/serial
new_certs_dir = $d/db
default_md = sha256
policy = p
copy_extensions = copy
unique_subject = no
[p]
commonName = supplied
organizationName = optional
[req]
distinguished_name = dn
[dn]
[v3_ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[v3_inter]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[v3_leaf]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
C
    # ca: trusted by the edge for the origin ("Full (strict)"); edge-ca: what the client trusts for the edge; rogue: trusted by nobody
    local c; for c in ca edge-ca rogue; do key $c
      openssl req -x509 -new -key $c.key -subj "/O=Lab/CN=Lab ${c} root" -days 3650 -config ca.cnf -extensions v3_ca -out $c.crt; done
    # an intermediate, so that a server can forget to send it
    key inter; openssl req -new -key inter.key -subj "/O=Lab/CN=Lab intermediate" -config ca.cnf -out inter.csr
    openssl ca -batch -config ca.cnf -cert ca.crt -keyfile ca.key -extensions v3_inter -days 3000 -notext -in inter.csr -out inter.crt 2>/dev/null; rm inter.csr
    # leaf NAME CA CN SAN START END
    leaf() { key "$1"
      openssl req -new -key "$1.key" -subj "/O=Lab/CN=$3" -addext "subjectAltName=$4" -config ca.cnf -out "$1.csr"
      openssl ca -batch -config ca.cnf -cert "$2.crt" -keyfile "$2.key" -extensions v3_leaf -startdate "$5" -enddate "$6" -notext -in "$1.csr" -out "$1.crt" 2>/dev/null
      cat "$1.crt" "$2.crt" > "$1.chain.crt"; rm "$1.csr"; }
    z() { date -u -d "$1" +%Y%m%d%H%M%SZ; }
    leaf good      inter   $host                "DNS:$host,DNS:*.example.test" "$(z '-30 days')"  "$(z '+335 days')"
    leaf soon      inter   $host                "DNS:$host"                    "$(z '-80 days')"  "$(z '+5 days')"
    leaf expired   inter   $host                "DNS:$host"                    "$(z '-400 days')" "$(z '-10 days')"
    leaf notyet    inter   $host                "DNS:$host"                    "$(z '+10 days')"  "$(z '+100 days')"
    leaf wronghost inter   other.example.org    "DNS:other.example.org"        "$(z '-30 days')"  "$(z '+335 days')"
    leaf untrusted rogue   $host                "DNS:$host"                    "$(z '-30 days')"  "$(z '+335 days')"
    leaf edge      edge-ca $host                "DNS:$host,DNS:example.test,DNS:*.example.test,DNS:www.cloudflare.com" "$(z '-30 days')" "$(z '+60 days')"
    leaf status    edge-ca www.cloudflarestatus.com "DNS:www.cloudflarestatus.com" "$(z '-30 days')" "$(z '+60 days')"
    cp good.crt nochain.crt; cp good.key nochain.key
    key selfsigned; openssl req -x509 -new -key selfsigned.key -subj "/CN=$host" -addext "subjectAltName=DNS:$host" -days 365 -config ca.cnf -extensions v3_leaf -out selfsigned.crt; cp selfsigned.crt selfsigned.chain.crt
    # SSH: one key a kind of user
    local u; for u in ops limited pwsudo; do ssh-keygen -q -t ed25519 -N '' -C "$u@lab" -f "ssh_$u"; done
    ssh-keygen -q -t ed25519 -N 'correct horse' -C "ops-encrypted@lab" -f ssh_ops_encrypted
    # what a connector shows to the edge
    openssl rand -base64 32 > tunnel.secret
    touch .complete )
  say "pki: made in $d"
}
