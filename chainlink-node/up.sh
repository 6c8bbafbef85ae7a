#!/usr/bin/env bash
# Brings a network up, provisioned: ./chainlink-node/up.sh [local|amoy|sepolia|polygon]
# Running it again changes only what differs. Ends with the outcome of provisioning.
set -euo pipefail
cd "$(dirname "$0")/.."
network=${1:-local}
values=chainlink-node/networks/$network.env
[ -f "$values" ] || { echo "there is no $values; have: $(cd chainlink-node/networks && echo *.env)" >&2; exit 2; }
# value NAME is what the environment or else the file says.
value() { [ -n "${!1:-}" ] && echo "${!1}" || sed -n "s/^$1=//p" "$values"; }
./chainlink-node/secrets.sh
./chainlink-node/targets.sh secrets/targets "$(value NETWORK)" "$(value COMPOSE_PROFILES)"
chmod 755 secrets/targets && chmod 644 secrets/targets/*
compose() { docker compose --env-file "$values" "$@"; }

compose up --detach --build --remove-orphans
if compose config --services | grep --quiet --line-regexp provision; then
  provision=$(compose ps --all --quiet provision)
  code=$(docker wait "$provision")
  docker logs "$provision"
  [ "$code" = 0 ] || { echo "provisioning failed; mend what it says, then run this again" >&2; exit 1; }
fi
compose ps
echo "node http://127.0.0.1:6688 (login: secrets/node_api), Grafana http://127.0.0.1:3000 (admin, secrets/grafana_password)"
