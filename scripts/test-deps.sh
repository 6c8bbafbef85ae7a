#!/usr/bin/env bash
# Installs what the tests need beyond Go and Node, says so, and does nothing where it is there already:
#   - from Debian: MariaDB's server, Prometheus with promtool and Alertmanager with amtool, which tests start for
#     themselves, Redis and sqlite3; with the argument "cluster" also Galera and rsync, with "bench" also wrk, with "browser" Chromium;
#   - the npm packages of the folders that hold a package-lock.json, save those of bench/ (Foundry, the Solidity
#     compiler, Chainlink's contracts, an HPKE implementation in JavaScript).
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'deps: %s\n' "$*" >&2; }

for tool in go node npm; do
  command -v "$tool" >/dev/null || { say "$tool is missing; install it first (Go 1.26 or newer, Node 20 or newer)"; exit 1; }
done

export PATH="$PATH:/usr/sbin"
debian=()
need() { command -v "$1" >/dev/null || debian+=("$2"); }
need mariadbd mariadb-server
need promtool prometheus
need amtool prometheus-alertmanager
need sqlite3 sqlite3
need redis-server redis-server
if [ "${1:-}" = cluster ]; then
  [ -e /usr/lib/galera/libgalera_smm.so ] || debian+=(galera-4)
  need rsync rsync
fi
[ "${1:-}" = bench ] && need wrk wrk
[ "${1:-}" = browser ] && need chromium chromium
if [ ${#debian[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || { say "install ${debian[*]} with your package manager, then try again"; exit 1; }
  sudo=(); [ "$(id -u)" -eq 0 ] || sudo=(sudo)
  say "installing Debian packages: ${debian[*]}"
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${debian[@]}" >/dev/null
fi

# npm ci only where the lock file is newer than what it installed.
while IFS= read -r lock; do
  dir=$(dirname "$lock")
  [ "$dir/node_modules/.package-lock.json" -nt "$lock" ] && continue
  say "installing npm packages of $dir"
  (cd "$dir" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  touch "$dir/node_modules/.package-lock.json"
done < <(find . \( -name node_modules -o -path ./bench \) -prune -o -name package-lock.json -print)
