package chainlinknode_test

import (
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v4"

	"github.com/link4health/link4health/adapter/config"
)

// Whatever one container calls another is a service of that name, on a port that it listens on.
func TestCompose_AddressesAreServices(t *testing.T) {
	t.Parallel()
	listening := map[string][]string{
		"adapter": {"8080", "9080"}, "chain": {"8545"}, "chainlink": {"6688"}, "runner": {"6688"}, "postgres": {"5432"}, "mysql": {"3306"},
		"prometheus": {"9090"}, "alertmanager": {"9093"}, "alerts": {"8060"}, "127.0.0.1": {"8080", "6688", "8545", "9090", "9093", "3000", "8060"},
	}
	p := everything(t)
	for name := range listening {
		if name != "127.0.0.1" {
			require.Contains(t, p.Services, name)
		}
	}
	called := regexp.MustCompile(`\b(?:https?|wss?)://([^/'"\s\]]+)`)
	files := []string{"config.toml", "networks/local.toml", "local/node_rpc.toml", "local/rpc_url", "../monitoring/alertmanager/alertmanager.yml"}
	var texts []string
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		texts = append(texts, string(raw))
	}
	for _, s := range p.Services {
		texts = append(texts, strings.Join(s.Command, " "))
		if s.HealthCheck != nil {
			texts = append(texts, strings.Join(s.HealthCheck.Test, " "))
		}
	}
	n := 0
	for _, text := range texts {
		for _, match := range called.FindAllStringSubmatch(text, -1) {
			host, port, err := net.SplitHostPort(strings.Split(match[1], ",")[0])
			require.NoError(t, err, match[0])
			if host == "localhost" {
				continue // a browser's, not a container's
			}
			require.Contains(t, listening[host], port, match[0])
			n++
		}
	}
	require.Greater(t, n, 10)
}

// Prometheus scrapes what runs, under the network's name, and everything that its configuration reads is mounted.
func TestCompose_PrometheusScrapesWhatRuns(t *testing.T) {
	t.Parallel()
	for _, choice := range [][]string{{"local", "node", "monitoring"}, {"runner", "monitoring"}} {
		dir := t.TempDir()
		out, err := exec.CommandContext(t.Context(), "bash", "targets.sh", dir, "amoy", strings.Join(choice, ",")).CombinedOutput()
		require.NoError(t, err, "%s", out)
		p := load(t, "amoy", choice...)
		var scraped []string
		files, err := filepath.Glob(filepath.Join(dir, "*.yml"))
		require.NoError(t, err)
		for _, file := range files {
			raw, err := os.ReadFile(file)
			require.NoError(t, err)
			var groups []struct {
				Targets []string
				Labels  map[string]string
			}
			require.NoError(t, yaml.Unmarshal(raw, &groups))
			for _, group := range groups {
				want := map[string]string{"network": "amoy"}
				if name := filepath.Base(file); name == "prometheus.yml" || name == "alertmanager.yml" {
					want = map[string]string{} // they watch every network
				}
				require.Equal(t, want, group.Labels, file)
				host, _, err := net.SplitHostPort(group.Targets[0])
				require.NoError(t, err)
				if host != "localhost" {
					require.Contains(t, p.Services, host)
					scraped = append(scraped, host)
				}
			}
		}
		node := "chainlink"
		if slices.Contains(choice, "runner") {
			node = "runner"
		}
		require.ElementsMatch(t, []string{"adapter", "alertmanager", node}, scraped)

		settings, err := os.ReadFile("../monitoring/prometheus/prometheus.yml")
		require.NoError(t, err)
		for _, wanted := range regexp.MustCompile(`targets/[a-z-]+\.yml`).FindAllString(string(settings), -1) {
			require.FileExists(t, filepath.Join(dir, filepath.Base(wanted)))
		}
	}
}

// Grafana finds its dashboards where they are mounted, and Prometheus where it is.
func TestCompose_GrafanaReadsWhatIsMounted(t *testing.T) {
	t.Parallel()
	p := everything(t)
	var provider struct {
		Providers []struct{ Options struct{ Path string } }
	}
	var source struct{ Datasources []struct{ URL string } }
	for file, to := range map[string]any{"dashboards/link4health.yml": &provider, "datasources/prometheus.yml": &source} {
		raw, err := os.ReadFile("../monitoring/grafana/provisioning/" + file)
		require.NoError(t, err)
		require.NoError(t, yaml.Unmarshal(raw, to))
	}
	mounted := map[string]bool{}
	for _, v := range p.Services["grafana"].Volumes {
		mounted[v.Target] = true
	}
	require.True(t, mounted[provider.Providers[0].Options.Path])
	require.True(t, mounted["/etc/grafana/provisioning"])
	at, err := url.Parse(source.Datasources[0].URL)
	require.NoError(t, err)
	require.Contains(t, p.Services, at.Hostname())
	require.Equal(t, "9090", at.Port())
}

// Every value of a network's file is one that docker-compose.yml or Compose itself reads.
func TestCompose_ReadsEveryValueOfANetwork(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("../docker-compose.yml")
	require.NoError(t, err)
	for _, network := range networks {
		values, err := os.ReadFile("networks/" + network + ".env")
		require.NoError(t, err)
		for _, match := range regexp.MustCompile(`(?m)^([A-Z_]+)=`).FindAllStringSubmatch(string(values), -1) {
			require.True(t, match[1] == "COMPOSE_PROFILES" || strings.Contains(string(file), "${"+match[1]+":-"), "%s: nothing reads %s", network, match[1])
		}
	}
	require.NotRegexp(t, `\$\{[A-Z_]+\}`, string(file), "a value without a default stops those who leave it out")
}

// The adapter starts with what each network gives it.
func TestCompose_AdapterTakesItsSettings(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	secrets := map[string]string{
		"database_url": "sqlite:///data/link4health.db", "adapter_tokens": "a-token-of-the-bridge", "rpc_url": "https://rpc.example",
		"record_keys": "test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
	}
	for name, content := range secrets {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content+"\n"), 0o600))
	}
	for _, network := range networks {
		environ := map[string]string{ // from deployment.json
			"CHAIN_ID": "80002", "RECORD_MARKET": "0x00000000000000000000000000000000000000a1", "SCORE_REGISTRY": "0x00000000000000000000000000000000000000a2",
		}
		for name, value := range load(t, network).Services["adapter"].Environment {
			environ[name] = strings.Replace(*value, "/run/secrets", dir, 1)
		}
		cfg, err := config.Load(environ)
		require.NoError(t, err, network)
		require.True(t, cfg.Records(), network)
		require.Equal(t, network == "local", !cfg.AsOf.IsZero(), "scores of the past are for sample data")
	}
}
