#!/usr/bin/env bash
# Writes to a folder what Prometheus is to scrape: ./chainlink-node/targets.sh FOLDER NETWORK PROFILES
# NETWORK becomes the label of that name of what serves the network; PROFILES, separated by commas, say whether a node or the runner answers.
set -euo pipefail
folder=$1 network=$2 profiles=",$3,"
mkdir -p "$folder"

# target FILE ADDRESS LABELS writes one; without ADDRESS, none.
target() {
  if [ -n "${2:-}" ]; then
    printf -- '- targets: ["%s"]\n  labels: {%s}\n' "$2" "${3-network: $network}"
  else
    echo '[]'
  fi > "$folder/$1.yml.new"
  mv "$folder/$1.yml.new" "$folder/$1.yml"
}
having() { case $profiles in *",$1,"*) echo "$2" ;; esac; }

target adapter adapter:9080
target chainlink-node "$(having node chainlink:6688)"
target runner "$(having runner runner:6688)"
target prometheus localhost:9090 ''
target alertmanager alertmanager:9093 ''
