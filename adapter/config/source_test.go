package config_test

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/certificate"
	"github.com/link4health/link4health/adapter/certificate/certtest"
	"github.com/link4health/link4health/adapter/config"
)

// write makes a file of that content and returns its path.
func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func TestMerge_TheEarlierSourceWins(t *testing.T) {
	t.Parallel()
	secret := write(t, "tokens", token)
	flags := config.Source{Name: "flag", Values: map[string]string{"EA_PORT": "1", "AS_OF": ""}, Explicit: true}
	environ := config.Environment(map[string]string{
		"EA_PORT": "2", "METRICS_PORT": "2", "MIN_COVERAGE": "", "AS_OF": "2016-05-10T12:00:00Z", "ADAPTER_TOKENS_FILE": secret,
	})
	file := config.Source{Name: "file", Values: map[string]string{
		"EA_PORT": "3", "METRICS_PORT": "3", "MIN_COVERAGE": "3", "LOG_LEVEL": "warn", "ADAPTER_TOKENS": "of-the-file-0123456789"}}
	cfg, err := config.Merge(flags, environ, file)
	require.NoError(t, err)
	require.Equal(t, uint16(1), cfg.Port)
	require.Equal(t, uint16(2), cfg.MetricsPort)
	require.Equal(t, uint16(3), cfg.MinCoverage, "an empty variable is as good as none")
	require.Zero(t, cfg.AsOf, "an empty flag takes the setting back")
	require.Equal(t, []config.Secret{token}, cfg.Tokens)

	origins := map[string]string{}
	for _, setting := range cfg.Settings() {
		origins[setting.Name] = setting.Origin
	}
	for name, want := range map[string]string{
		"EA_PORT": "flag", "METRICS_PORT": "environment", "MIN_COVERAGE": "file", "LOG_LEVEL": "file", "AS_OF": "default",
		"ADAPTER_TOKENS": "environment, in the file " + secret, "BASE_URL": "default",
	} {
		require.Equal(t, want, origins[name], name)
	}
}

func TestReadFile_TakesEveryTypeOfTOML(t *testing.T) {
	t.Parallel()
	source, err := config.ReadFile(write(t, "link4health.toml", `
EA_PORT = 18081                  # a number
METRICS_ENABLED = false
LOG_LEVEL = "error"
AS_OF = 2016-05-10T12:00:00Z
MIN_COVERAGE = "7000"            # as the environment would hold it
ADAPTER_TOKENS = ["first-token-0123456789", "other-token-0123456789"]
DATABASE_URL = "mysql://u:p@a/l"
DATABASE_REPLICA_URLS = ["mysql://u:p@b,c/l", "mysql://u:p@d/l"]
`))
	require.NoError(t, err)
	cfg, err := config.Merge(source)
	require.NoError(t, err)
	require.Equal(t, uint16(18081), cfg.Port)
	require.False(t, cfg.MetricsEnabled)
	require.Equal(t, "error", cfg.LogLevel.String())
	require.Equal(t, time.Date(2016, 5, 10, 12, 0, 0, 0, time.UTC), cfg.AsOf)
	require.Equal(t, uint16(7000), cfg.MinCoverage)
	require.Equal(t, []config.Secret{"first-token-0123456789", "other-token-0123456789"}, cfg.Tokens)
	require.Equal(t, []config.Secret{"mysql://u:p@b,c/l", "mysql://u:p@d/l"}, cfg.ReplicaURLs)
}

func TestReadFile_SaysWhereItIsWrong(t *testing.T) {
	t.Parallel()
	path := write(t, "a.toml", "EA_PORT = 1\nLOG_LEVEL = marked\n")
	_, err := config.ReadFile(path)
	require.ErrorContains(t, err, path+", line 2, column 13: ")
	require.Empty(t, config.Faults(err))

	_, err = config.ReadFile(write(t, "b.toml", "[adapter]\nEA_PORT = 1\n[[other]]\n"))
	faults := config.Faults(err)
	require.Len(t, faults, 2)
	require.Equal(t, "adapter", faults[0].Setting)
	require.ErrorContains(t, faults[1], "settings stand at the top of the file as NAME = value")

	_, err = config.ReadFile(filepath.Join(t.TempDir(), "missing.toml"))
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestMerge_NamesUnknownSettingsAndWhatWasMeant(t *testing.T) {
	t.Parallel()
	closed := config.Source{Name: "file a.toml", Values: map[string]string{
		"ea_port": "1", "METRICS_PROT": "1", "ADAPTER_TOKEN": "x", "RECORD_KEYS_FLIE": "x", "COLOUR": "green"}, Closed: true}
	_, err := config.Merge(closed)
	found := map[string]string{}
	for _, fault := range config.Faults(err) {
		found[fault.Setting] = fault.Err.Error()
	}
	require.Equal(t, map[string]string{
		"ea_port":          "is not a setting (file a.toml); did you mean EA_PORT?",
		"METRICS_PROT":     "is not a setting (file a.toml); did you mean METRICS_PORT?",
		"ADAPTER_TOKEN":    "is not a setting (file a.toml); did you mean ADAPTER_TOKENS?",
		"RECORD_KEYS_FLIE": "is not a setting (file a.toml); did you mean RECORD_KEYS_FILE?",
		"COLOUR":           "is not a setting (file a.toml); 'link4health config print' lists them all",
	}, found)
}

func TestLoad_TellsSlipsFromVariablesOfOthers(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"RATE_LIMIT_CAPACITY": "is not a setting", "CACHE_MAXAGE": "did you mean CACHE_MAX_AGE?", "CACHE_REDIS_HOSTS": "did you mean CACHE_REDIS_HOST?",
		"LOG_LEVLE": "did you mean LOG_LEVEL?", "BASEURL": "did you mean BASE_URL?", "Ea_Host": "did you mean EA_HOST?",
		"DATABASE_LOCK_TIMEOUTS": "did you mean DATABASE_LOCK_TIMEOUT?", "ADAPTER_KEY": "is not a setting",
	} {
		_, err := config.Load(map[string]string{name: "1"})
		require.ErrorContains(t, err, name+": ", name)
		require.ErrorContains(t, err, want, name)
		_, err = config.Load(map[string]string{name: ""})
		require.NoError(t, err, name)
	}
	for _, name := range []string{
		"HOME", "PATH", "LANG", "PORT", "HOST", "DEBUG", "RETRY", "APP_TIME_LIMIT", "DATABASE_NAME", "NODE_URL", "OTEL_SERVICE_NAME",
		"CL_DATABASE_URL", "SSL_CERT_FILE", "TLS_CERT", "CACHE_DIR", "CONFIG_FILE", "ADAPTER_SERVICE_HOST", "ADAPTER_PORT_8080_TCP_ADDR", "CHAIN",
	} {
		_, err := config.Load(map[string]string{name: "1"})
		require.NoError(t, err, name)
	}
	_, err := config.Load(map[string]string{"ADAPTER_PORT": "tcp://10.0.0.1:8080"})
	require.NoError(t, err, "Kubernetes sets this for a service named adapter")
}

func TestLoad_WarnsOfSettingsOfEAV3ThatDoNothingHere(t *testing.T) {
	t.Parallel()
	cfg, err := config.Load(map[string]string{"WARMUP_SUBSCRIPTION_TTL": "1", "EA_MODE": "reader", "WS_SUBSCRIPTION_TTL": "", "ADAPTER_TOKENS": token})
	require.NoError(t, err)
	require.Equal(t, []string{
		"EA_MODE: a setting of EA v3 that has nothing to act on in this adapter; remove it",
		"WARMUP_SUBSCRIPTION_TTL: a setting of EA v3 that has nothing to act on in this adapter; remove it",
	}, cfg.Warnings())
}

// secure is an environment that turns TLS on, with a key and a certificate in files.
func secure(t *testing.T) (map[string]string, *certtest.Authority) {
	t.Helper()
	authority := certtest.NewAuthority(t, "authority")
	c := authority.Issue(t, "server", time.Now().Add(time.Hour))
	return map[string]string{
		"MTLS_ENABLED": "true", "TLS_PASSPHRASE": "marked",
		"TLS_PRIVATE_KEY_FILE": write(t, "key.pem", c.Encrypted(t, "marked")), "TLS_PUBLIC_KEY_FILE": write(t, "cert.pem", c.Chain),
		"TLS_CA": base64.StdEncoding.EncodeToString([]byte(authority.Certificate)),
	}, authority
}

func TestLoad_ReadsWhatTLSNeeds(t *testing.T) {
	t.Parallel()
	environ, authority := secure(t)
	cfg, err := config.Load(environ)
	require.NoError(t, err)
	require.True(t, cfg.TLS())
	require.Equal(t, []string{environ["TLS_PRIVATE_KEY_FILE"], environ["TLS_PUBLIC_KEY_FILE"]}, cfg.TLSFiles())
	_, err = certificate.New(cfg.TLSText())
	require.NoError(t, err)

	next := authority.Issue(t, "next", time.Now().Add(time.Hour))
	require.NoError(t, os.WriteFile(environ["TLS_PRIVATE_KEY_FILE"], []byte(next.Key), 0o600))
	text, err := cfg.ReadTLS()
	require.NoError(t, err)
	require.Equal(t, strings.TrimSpace(next.Key), text.Key)
	require.Equal(t, cfg.TLSText().Chain, text.Chain)
	require.NoError(t, os.Remove(environ["TLS_PRIVATE_KEY_FILE"]))
	_, err = cfg.ReadTLS()
	require.ErrorContains(t, err, "TLS_PRIVATE_KEY_FILE: ")

	environ, _ = secure(t)
	environ["MTLS_ENABLED"], environ["TLS_ENABLED"], environ["TLS_CA"] = "", "true", ""
	cfg, err = config.Load(environ)
	require.NoError(t, err)
	require.Empty(t, cfg.TLSText().Clients, "no certificates of clients are asked for")
}

func TestLoad_NamesWhatTLSLacks(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		change map[string]string
		want   string
	}{
		"both kinds":          {map[string]string{"TLS_ENABLED": "true"}, "TLS_ENABLED: and MTLS_ENABLED exclude each other"},
		"no authority":        {map[string]string{"TLS_CA": ""}, "TLS_CA: MTLS_ENABLED needs the authorities"},
		"a wrong authority":   {map[string]string{"TLS_CA": "marked"}, "TLS_CA: is neither PEM text nor the base64 of it"},
		"no key":              {map[string]string{"TLS_PRIVATE_KEY_FILE": ""}, "TLS_PRIVATE_KEY: TLS needs the certificate's private key"},
		"no certificate":      {map[string]string{"TLS_PUBLIC_KEY_FILE": ""}, "TLS_PUBLIC_KEY: TLS needs a certificate"},
		"a wrong passphrase":  {map[string]string{"TLS_PASSPHRASE": "other"}, "TLS_PASSPHRASE: the private key is encrypted and"},
		"a wrong key":         {map[string]string{"TLS_PRIVATE_KEY_FILE": write(t, "k", "marked")}, "TLS_PRIVATE_KEY: is neither PEM"},
		"a wrong certificate": {map[string]string{"TLS_PUBLIC_KEY_FILE": write(t, "c", "marked")}, "TLS_PUBLIC_KEY: certificate: is neither PEM"},
	} {
		environ, _ := secure(t)
		for setting, value := range tc.change {
			environ[setting] = value
		}
		_, err := config.Load(environ)
		require.ErrorContains(t, err, tc.want, name)
		require.Len(t, config.Faults(err), 1, name)
		require.NotContains(t, err.Error(), "marked", name)
	}
}
