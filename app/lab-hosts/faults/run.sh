#!/bin/bash
# run.sh inject|heal NAME
. "$(dirname "$(readlink -f "$0")")/../lib/common.sh"; . "$LAB_DIR/lib/image.sh"; . "$LAB_DIR/lib/host.sh"; for f in "$LAB_DIR"/faults/faults*.sh; do . "$f"; done
# The edge may still ask a connection of a host that is gone, or one that is not ready: both sites answer, three times in a row.
answers() { "$LAB_DIR/lab" client curl -sk -o /dev/null -m 3 -w '%{http_code}' "$1"; }
settle() {
  local i well=0
  for i in $(seq 50); do
    if [ "$(answers https://app.example.test/)$(answers https://shop.example.test/)" = 200200 ]; then well=$((well + 1)); else well=0; fi
    [ "$well" -lt 3 ] || return 0
    sleep 0.1
  done
  say "the sites do not answer"
}
act=$1 name=${2:?which fault?}; f=f_${name//-/_}; TOUCHES=origin ASK=/
declare -F "$f" > /dev/null || die "no such fault: $name (see: lab faults)"
note() { mkdir -p "$LAB_STATE"; printf '%s\n' "TOUCHES='$1'" "ASK='$ASK'" > "$LAB_STATE/fault.$name"; }
case $act in
  # Until it is known what was touched, everything may have been.
  inject) note 'origin tunnel edge client'; "$f"; note "$TOUCHES"; say "fault $name is in (ask $ASK)" ;;
  # A connector outlives its edge with a log full of lost connections: it begins anew with it.
  heal)   [ ! -e "$LAB_STATE/fault.$name" ] || . "$LAB_STATE/fault.$name"; case $TOUCHES in *edge*) TOUCHES="$TOUCHES tunnel" ;; esac; for h in $(printf '%s\n' $TOUCHES | sort -u); do "$LAB_DIR/lab" reset "$h"; done; settle; rm -f "$LAB_STATE/fault.$name" ;;
esac
