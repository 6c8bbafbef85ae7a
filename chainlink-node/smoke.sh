#!/usr/bin/env bash
# Brings the local network up in Docker under a name of its own, twice, has the doctor look at it, and throws it away.
# Needs the ports of the user interfaces: stop what else uses them.
set -euo pipefail
cd "$(dirname "$0")/.."
export COMPOSE_PROJECT_NAME=link4health-smoke
compose() { docker compose --env-file chainlink-node/networks/local.env "$@"; }
trap 'compose down --volumes --remove-orphans' EXIT

compose config --quiet
./chainlink-node/up.sh local
./chainlink-node/up.sh local # changes nothing
outcome=0
compose run --rm --no-deps provision doctor --node-in-container \
  --adapter-url http://adapter:8080 --bridge-url http://adapter:8080 --node-url http://chainlink:6688 \
  --response-url http://chainlink:6688 --deployment /deployment/deployment.json \
  --node-credentials /run/secrets/node_api --token-file /run/secrets/bridge_token || outcome=$?
[ "$outcome" = 3 ] # the one warning is of AS_OF, which the sample data need
echo "smoke test passed"
