package chainlinknode_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// recordingDocker notes how it was called, and has a provision container that ended with $CODE.
const recordingDocker = `#!/bin/sh
echo "$*" >> "$CALLS"
case "$*" in
*"config --services") printf 'adapter\n%s' "$SERVICES" ;;
*"ps --all --quiet provision") echo 0123abcd ;;
"wait 0123abcd") echo "$CODE" ;;
"logs 0123abcd") echo "what provisioning said" ;;
*" provision doctor "*) exit "$DOCTOR" ;;
esac
`

// script runs a script of this folder in a copy of it, with a docker that only notes its calls.
func script(t *testing.T, environ []string, name string, arguments ...string) (said, calls string, err error) {
	t.Helper()
	root := t.TempDir()
	folder := filepath.Join(root, "chainlink-node")
	for _, pattern := range []string{"*.sh", "networks/*.env"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, file := range files {
			raw, err := os.ReadFile(file)
			require.NoError(t, err)
			require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(folder, file)), 0o755))
			require.NoError(t, os.WriteFile(filepath.Join(folder, file), raw, 0o755))
		}
	}
	require.NoError(t, os.WriteFile(filepath.Join(root, "docker"), []byte(recordingDocker), 0o755))
	noted := filepath.Join(root, "calls")
	run := exec.CommandContext(t.Context(), "bash", append([]string{filepath.Join(folder, name)}, arguments...)...)
	run.Env = append([]string{"PATH=" + root + ":" + os.Getenv("PATH"), "CALLS=" + noted}, environ...)
	out, err := run.CombinedOutput()
	raw, _ := os.ReadFile(noted)
	if name == "up.sh" {
		targets, readErr := os.ReadFile(filepath.Join(root, "secrets", "targets", "runner.yml"))
		if readErr == nil {
			raw = append(raw, "runner.yml: "+string(targets)...)
		}
	}
	return string(out), string(raw), err
}

func TestUpScript_TellsHowProvisioningEnded(t *testing.T) {
	t.Parallel()
	said, calls, err := script(t, []string{"SERVICES=provision\n", "CODE=0"}, "up.sh", "amoy")
	require.NoError(t, err, said)
	require.Contains(t, calls, "compose --env-file chainlink-node/networks/amoy.env up --detach --build --remove-orphans\n")
	require.Contains(t, calls, "runner.yml: []")
	require.Contains(t, said, "what provisioning said")

	said, _, err = script(t, []string{"SERVICES=provision\n", "CODE=1"}, "up.sh")
	require.Error(t, err)
	require.Contains(t, said, "what provisioning said\nprovisioning failed")
}

func TestUpScript_LeavesProvisioningOutForTheRunner(t *testing.T) {
	t.Parallel()
	said, calls, err := script(t, []string{"SERVICES=runner\n", "COMPOSE_PROFILES=local,runner,monitoring"}, "up.sh", "local")
	require.NoError(t, err, said)
	require.NotContains(t, calls, "wait")
	require.Contains(t, calls, `runner:6688`)
}

func TestUpScript_KnowsItsNetworks(t *testing.T) {
	t.Parallel()
	said, calls, err := script(t, nil, "up.sh", "atlantis")
	require.Error(t, err)
	require.Empty(t, calls)
	require.Contains(t, said, "there is no chainlink-node/networks/atlantis.env; have: amoy.env local.env polygon.env sepolia.env")
}

func TestSmokeScript_ThrowsAwayWhatItBroughtUp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		provision, doctor string
		passes            bool
	}{
		{"0", "3", true}, {"0", "0", false}, {"0", "1", false}, {"1", "3", false}, // the sample data want AS_OF, of which the doctor warns
	} {
		said, calls, err := script(t, []string{"SERVICES=provision\n", "CODE=" + c.provision, "DOCTOR=" + c.doctor}, "smoke.sh")
		require.Equal(t, c.passes, err == nil, "%+v: %s", c, said)
		lines := strings.Split(strings.TrimSpace(calls), "\n")
		require.Equal(t, "compose --env-file chainlink-node/networks/local.env down --volumes --remove-orphans", lines[len(lines)-1])
		require.Equal(t, c.provision == "0", strings.Contains(calls, " run --rm --no-deps provision doctor "))
		require.Equal(t, c.passes, strings.Contains(said, "smoke test passed"))
	}
	requireCommand(t, smokeDoctor(t))
	raw, err := os.ReadFile("smoke.sh")
	require.NoError(t, err)
	require.Contains(t, string(raw), "export COMPOSE_PROJECT_NAME=link4health-smoke", "not the volumes of whoever runs it")
}
