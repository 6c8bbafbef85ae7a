package chainlinknode_test

import (
	"bytes"
	"encoding/hex"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/chainlink-node/provision"
	"github.com/link4health/link4health/cmd"
)

// networks are the networks that docker-compose.yml can be brought up for.
var networks = []string{"local", "amoy", "sepolia", "polygon"}

// profiles are every choice of profiles that makes sense, and all of them at once.
var profiles = [][]string{
	nil, {"mysql"}, {"local"}, {"local", "runner"}, {"local", "node"}, {"node"}, {"runner"}, {"monitoring"},
	{"local", "node", "monitoring"}, {"local", "node", "runner", "monitoring", "mysql"},
}

// load reads docker-compose.yml as Docker Compose does, for a network; its env file gives the profiles unless some are named.
func load(t *testing.T, network string, profiles ...string) *types.Project {
	t.Helper()
	values := filepath.Join("networks", network+".env")
	options, err := cli.NewProjectOptions([]string{"../docker-compose.yml"}, cli.WithEnvFiles(values), cli.WithDotEnv,
		cli.WithResolvedPaths(true))
	require.NoError(t, err)
	if profiles == nil {
		profiles = strings.Split(options.Environment["COMPOSE_PROFILES"], ",")
	}
	require.NoError(t, cli.WithProfiles(profiles)(options))
	project, err := options.LoadProject(t.Context())
	require.NoError(t, err)
	return project
}

func TestCompose_LoadsWithEveryChoiceOfProfiles(t *testing.T) {
	t.Parallel()
	for _, choice := range profiles {
		t.Run("profiles "+strings.Join(choice, "+"), func(t *testing.T) {
			t.Parallel()
			p := load(t, "local", append([]string{""}, choice...)...)
			require.Contains(t, p.Services, "adapter")
			for name, s := range p.Services {
				for _, wanted := range s.Profiles {
					require.True(t, slices.ContainsFunc(s.Profiles, func(p string) bool { return slices.Contains(choice, p) }), "%s %s", name, wanted)
				}
				for on, d := range s.DependsOn {
					_, there := p.Services[on]
					require.True(t, there || !d.Required, "%s needs %s, which these profiles leave out", name, on)
				}
			}
		})
	}
}

func TestCompose_BringsUpEveryNetworkByItsFile(t *testing.T) {
	t.Parallel()
	want := map[string][]string{
		"local": {
			"adapter", "alertmanager", "alerts", "chain", "chainlink", "deploy", "grafana", "migrate", "postgres", "prometheus", "provision", "sample",
		},
	}
	for _, real := range networks[1:] {
		want[real] = []string{"adapter", "alertmanager", "alerts", "chainlink", "grafana", "migrate", "postgres", "prometheus", "provision"}
	}
	for _, network := range networks {
		require.Equal(t, want[network], slices.Sorted(maps.Keys(load(t, network).Services)), network)
	}
}

// everything is all services, whatever their profiles.
func everything(t *testing.T) *types.Project {
	t.Helper()
	return load(t, "local", "local", "node", "runner", "monitoring", "mysql")
}

func TestCompose_PublishesUserInterfacesAloneAndOnLoopback(t *testing.T) {
	t.Parallel()
	published := map[string]string{}
	for name, s := range everything(t).Services {
		require.Empty(t, s.NetworkMode, name)
		require.False(t, s.Privileged, name)
		for _, port := range s.Ports {
			require.Equal(t, "127.0.0.1", port.HostIP, name)
			published[name] = port.Published
		}
	}
	require.Equal(t, map[string]string{"chainlink": "6688", "prometheus": "9090", "alertmanager": "9093", "grafana": "3000"}, published)
}

func TestCompose_PinsImagesAndLimitsEveryService(t *testing.T) {
	t.Parallel()
	pinned := regexp.MustCompile(`^[a-z0-9./-]+:v?[0-9][0-9a-z.-]*(@sha256:[0-9a-f]{64})?$`)
	for name, s := range everything(t).Services {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if s.Build == nil {
				require.Regexp(t, pinned, s.Image)
			} else {
				require.Equal(t, "link4health:local", s.Image)
				require.True(t, s.ReadOnly)
				require.Equal(t, []string{"ALL"}, s.CapDrop)
			}
			require.Contains(t, s.SecurityOpt, "no-new-privileges:true")
			require.NotNil(t, s.Deploy)
			limits := s.Deploy.Resources.Limits
			require.NotNil(t, limits)
			require.Positive(t, limits.NanoCPUs)
			require.Positive(t, limits.MemoryBytes)
			require.Positive(t, limits.Pids)
			require.NotNil(t, s.Logging)
			require.NotEmpty(t, s.Logging.Options["max-size"], "a log that grows for ever fills the disk")
		})
	}
}

func TestCompose_RunsANodeOfASupportedRelease(t *testing.T) {
	t.Parallel()
	_, tag, found := strings.Cut(everything(t).Services["chainlink"].Image, ":")
	require.True(t, found)
	require.NoError(t, provision.CheckVersion(tag))
}

// A service that others wait for says whether it is well; one that runs once is not started again.
func TestCompose_StartsByHealth(t *testing.T) {
	t.Parallel()
	p := everything(t)
	for name, s := range p.Services {
		if s.Restart == types.RestartPolicyNo {
			require.Nil(t, s.HealthCheck, name)
			continue
		}
		require.Equal(t, types.RestartPolicyUnlessStopped, s.Restart, name)
		require.NotNil(t, s.HealthCheck, name)
		require.Equal(t, "CMD", s.HealthCheck.Test[0], "%s: an image may have no shell", name)
		require.NotNil(t, s.HealthCheck.Interval, name)
		require.NotNil(t, s.HealthCheck.Timeout, name)
		require.NotNil(t, s.HealthCheck.Retries, name)
	}
	for name, s := range p.Services {
		for on, d := range s.DependsOn {
			want := types.ServiceConditionHealthy
			if p.Services[on].Restart == types.RestartPolicyNo {
				want = types.ServiceConditionCompletedSuccessfully
			}
			require.Equal(t, want, d.Condition, "%s waits for %s", name, on)
		}
	}
	require.Contains(t, p.Services["provision"].DependsOn, "chainlink")
	require.Contains(t, p.Services["provision"].DependsOn, "adapter")
	require.Contains(t, p.Services["adapter"].DependsOn, "migrate")
	require.Contains(t, p.Services["adapter"].DependsOn, "deploy")
}

func TestCompose_KeepsWhatMustOutliveAContainerInNamedVolumes(t *testing.T) {
	t.Parallel()
	p := everything(t)
	want := map[string]string{
		"chain": "/chain", "postgres": "/var/lib/postgresql/data", "mysql": "/var/lib/mysql", "adapter": "/data",
		"deploy": "/deployment", "provision": "/deployment", "prometheus": "/prometheus", "grafana": "/var/lib/grafana",
		"alertmanager": "/alertmanager", "runner": "/journal",
	}
	used := map[string]bool{}
	for name, s := range p.Services {
		for _, v := range s.Volumes {
			if v.Type == types.VolumeTypeVolume {
				require.Contains(t, p.Volumes, v.Source, name)
				used[v.Source] = true
				if v.Target == want[name] {
					require.False(t, v.ReadOnly, name)
					delete(want, name)
				}
				continue
			}
			require.True(t, v.ReadOnly, "%s: %s", name, v.Source)
			if !strings.HasSuffix(v.Source, "/secrets/targets") {
				require.FileExists(t, probe(v.Source), "%s mounts it", name)
			}
		}
	}
	require.Empty(t, want, "no named volume there")
	for name := range p.Volumes {
		require.True(t, used[name], "the volume %s is used by nobody", name)
	}
}

// probe is the path itself if it is a file, or any file of the folder.
func probe(path string) string {
	found := path
	_ = filepath.WalkDir(path, func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			found = p
		}
		return err
	})
	return found
}

// Secrets come as files alone: neither the environment nor a command line holds one.
func TestCompose_GivesSecretsAsFiles(t *testing.T) {
	t.Parallel()
	p := everything(t)
	used := map[string]bool{}
	for name, s := range p.Services {
		mounted := map[string]bool{}
		for _, secret := range s.Secrets {
			require.Contains(t, p.Secrets, secret.Source, name)
			mounted["/run/secrets/"+secret.Source] = true
			used[secret.Source] = true
		}
		named := slices.Clone(s.Command)
		for key, value := range s.Environment {
			require.NotRegexp(t, `(?i)(password|secret|token|key|database_url|rpc_url)s?$`, key, "%s: give %s_FILE", name, key)
			if value != nil {
				named = append(named, *value)
			}
		}
		for path := range mounted {
			require.True(t, slices.ContainsFunc(named, func(a string) bool { return strings.HasSuffix(a, path) }), "%s does not read %s", name, path)
		}
		for _, argument := range named {
			if at := strings.Index(argument, "/run/secrets/"); at >= 0 {
				require.True(t, mounted[argument[at:]], "%s reads %s, which it is not given", name, argument[at:])
			}
		}
	}
	for name, secret := range p.Secrets {
		require.True(t, used[name], "the secret %s is used by nobody", name)
		require.NotEmpty(t, secret.File, name)
		require.Empty(t, secret.Environment, name)
	}
}

// Every file that is mounted as a secret is in the repository, for development, or made by the script.
func TestCompose_SecretsAreMadeByTheScript(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(root, "chainlink-node"), 0o755))
	script, err := os.ReadFile("secrets.sh")
	require.NoError(t, err)
	path := filepath.Join(root, "chainlink-node", "secrets.sh")
	require.NoError(t, os.WriteFile(path, script, 0o755))
	run := func() string {
		out, err := exec.CommandContext(t.Context(), "bash", path).CombinedOutput()
		require.NoError(t, err, "%s", out)
		return string(out)
	}
	byHand := filepath.Join(root, "secrets", "owner.json")
	require.NoError(t, os.MkdirAll(filepath.Dir(byHand), 0o700))
	require.NoError(t, os.WriteFile(byHand, []byte("{}\n"), 0o600))
	first := run()
	require.Empty(t, run(), "a second run changes nothing")

	repository, err := filepath.Abs("..")
	require.NoError(t, err)
	for _, network := range networks {
		for name, secret := range load(t, network).Secrets {
			within, err := filepath.Rel(repository, secret.File)
			require.NoError(t, err)
			if byHand := []string{"rpc_url", "node_rpc", "owner_key", "runner_key", "key_password"}; slices.Contains(byHand, name) {
				if network == "local" {
					require.FileExists(t, secret.File)
				}
				continue
			}
			made := filepath.Join(root, within)
			require.FileExists(t, made, name)
			content, err := os.ReadFile(made)
			require.NoError(t, err)
			require.NotContains(t, first, strings.TrimSpace(string(content)), "a secret is printed")
			require.Equal(t, byte('\n'), content[len(content)-1])
		}
	}
	info, err := os.Stat(filepath.Join(root, "secrets"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm(), "the folder is its owner's alone")
	own, err := os.Stat(byHand)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o644), own.Mode().Perm(), "a container, another user, has to read what was put there by hand too")
	checkSecrets(t, filepath.Join(root, "secrets"))
}

// checkSecrets sees that programs can use what the script wrote.
func checkSecrets(t *testing.T, dir string) {
	t.Helper()
	read := func(name string) string {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		return strings.TrimSpace(string(raw))
	}
	for _, database := range []string{"sqlite", "mysql"} {
		_, err := config.Load(map[string]string{
			"DATABASE_URL_FILE": filepath.Join(dir, "database_url."+database), "RECORD_KEYS_FILE": filepath.Join(dir, "record_keys"),
			"ADAPTER_TOKENS_FILE": filepath.Join(dir, "adapter_tokens"),
		})
		require.NoError(t, err)
	}
	require.Equal(t, read("bridge_token"), read("adapter_tokens"))
	mysql, err := url.Parse(read("database_url.mysql"))
	require.NoError(t, err)
	password, _ := mysql.User.Password()
	require.Equal(t, read("mysql_password"), password)
	require.Equal(t, "mysql:3306", mysql.Host)
	require.Contains(t, read("node_secrets.toml"), ":"+read("postgres_password")+"@postgres:5432/chainlink?")
	_, login, found := strings.Cut(read("node_api"), "\n")
	require.True(t, found)
	require.True(t, len(login) >= 16 && len(login) <= 50, "the node wants 16 to 50 characters")
	_, err = hex.DecodeString(login)
	require.NoError(t, err)
}

// Every command is one that the program has, with flags that it has, and every setting is one of the adapter's.
func TestCompose_CommandsAndSettingsExist(t *testing.T) {
	t.Parallel()
	settings := map[string]bool{}
	for _, s := range config.Default().Settings() {
		settings[s.Name], settings[s.Name+"_FILE"] = true, s.Secret
	}
	for _, network := range networks {
		for name, s := range load(t, network, "local", "node", "runner", "monitoring").Services {
			if s.Build == nil {
				continue
			}
			requireCommand(t, s.Command)
			for key := range s.Environment {
				require.True(t, settings[key], "%s: the adapter has no setting %s", name, key)
			}
			if s.HealthCheck != nil {
				require.Equal(t, "/link4health", s.HealthCheck.Test[1])
				requireCommand(t, s.HealthCheck.Test[2:])
			}
		}
	}
}

// requireCommand fails unless the program has the command and every flag of a command line.
func requireCommand(t *testing.T, line []string) {
	t.Helper()
	var out, errs bytes.Buffer
	words := slices.Clone(line)
	for i, word := range words {
		if strings.HasPrefix(word, "-") || strings.ContainsAny(word, "/.<0123456789") {
			words = words[:i]
			break
		}
	}
	code := cmd.Execute(t.Context(), append(words, "--help"), cmd.Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
	require.Zero(t, code, "link4health %s\n%s", strings.Join(line, " "), errs.String())
	_, usage, found := strings.Cut(out.String(), "Usage:\n")
	require.True(t, found)
	synopsis, _, _ := strings.Cut(strings.TrimSpace(usage), "\n")
	require.True(t, strings.HasPrefix(synopsis, "link4health "+words[0]), "link4health %s: there is no such command", words[0])
	for _, word := range line {
		if flag, _, _ := strings.Cut(word, "="); strings.HasPrefix(flag, "--") {
			require.Regexp(t, `(?m)^ +(-[a-z], )?`+regexp.QuoteMeta(flag)+`( |$)`, out.String(), "link4health %s has no %s", words[0], flag)
		}
	}
}
