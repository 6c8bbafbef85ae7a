#!/bin/sh
# Applies the mutants beside this file one by one to a copy of the sources and runs the unit and fuzz tests on each.
# A mutant is killed if a test fails; one that does not apply or compile is an error. Prints "N of M killed" last.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$here/src" "$here/test" "$here/foundry.toml" "$here/solc.js" "$work"
ln -s "$here/node_modules" "$work/node_modules"
cd "$work"
# Tests then need not be compiled again when a source changes.
export FOUNDRY_DYNAMIC_TEST_LINKING=true

run() {
	"$FORGE" test --no-match-path 'test/{invariants,gas}/*' --fail-fast >"$work/log" 2>&1
}

if ! run; then
	cat "$work/log"
	echo "the tests fail without a mutant" >&2
	exit 1
fi
killed=0
total=0
for mutant in "$here"/mutants/*.patch; do
	name=$(basename "$mutant" .patch)
	total=$((total + 1))
	patch --quiet -p1 <"$mutant"
	if run; then
		echo "survived  $name"
	elif grep -q '^\[FAIL' "$work/log"; then
		killed=$((killed + 1))
		echo "killed    $name"
	else
		cat "$work/log"
		echo "$name does not compile" >&2
		exit 1
	fi
	patch --quiet -p1 -R <"$mutant"
done
echo "$killed of $total killed"
[ "$killed" -eq "$total" ]
