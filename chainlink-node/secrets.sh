#!/usr/bin/env bash
# Makes the secrets that docker-compose.yml mounts, in ./secrets, and leaves alone what is there.
# The folder is its owner's alone; the files in it can be read by whoever gets them mounted, since containers are other users.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077
mkdir -p secrets
chmod 700 secrets

# secret NAME VALUE writes secrets/NAME unless it is there.
secret() {
  [ -e "secrets/$1" ] && return
  printf '%s\n' "$2" > "secrets/$1.new"
  mv "secrets/$1.new" "secrets/$1"
  echo "secrets/$1 is made"
}
random() { openssl rand -hex 24; }

secret bridge_token "$(random)"
secret adapter_tokens "$(cat secrets/bridge_token)"
secret record_keys "$(date -u +%Y-%m-%d):$(openssl rand -base64 32)"
secret database_url.sqlite sqlite:///data/link4health.db
secret mysql_root_password "$(random)"
secret mysql_password "$(random)"
secret database_url.mysql "mysql://link4health:$(cat secrets/mysql_password)@mysql:3306/link4health"
secret postgres_password "$(random)"
secret node_secrets.toml "[Database]
URL = 'postgresql://chainlink:$(cat secrets/postgres_password)@postgres:5432/chainlink?sslmode=disable'

[Password]
Keystore = '$(random)'"
secret node_api "operator@link4health.invalid
$(random)"
secret grafana_password "$(random)"

# Keys that were put here by hand are often their owner's alone; containers could not read them.
find secrets -maxdepth 1 -type f -exec chmod 644 {} +
