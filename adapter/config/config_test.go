package config_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/config"
)

const token = "marked-token-0123456789"

// production is a complete environment.
func production() map[string]string {
	return map[string]string{
		"EA_HOST": "0.0.0.0", "EA_PORT": "18080", "BASE_URL": "/adapter", "METRICS_PORT": "19080", "METRICS_ENABLED": "false",
		"LOG_LEVEL": "WARN", "API_TIMEOUT": "2500", "MAX_PAYLOAD_SIZE_LIMIT": "4096", "ERROR_FORMAT": "text",
		"FHIR_IDENTIFIER_SYSTEM": "urn:example:mrn",
		"ADAPTER_TOKENS":         token + ", second-token-0123456789", "DATABASE_URL": "mysql://u:marked-password@db/link4health",
		"RECORD_KEYS": "k1:marked-key", "RPC_URL": "https://rpc.example/marked-api-key", "CHAIN_ID": "11155111",
		"RECORD_MARKET":         "0xdc64a140aa3e981100a9beca4e685f962f0cf6c9",
		"SCORE_REGISTRY":        "0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9",
		"DATABASE_REPLICA_URLS": "mysql://u:marked-password@r1/l  mysql://u:p@r2,r3/l", "DATABASE_CA_FILE": "ca.pem",
		"DATABASE_MAX_CONNECTIONS": "32", "DATABASE_CONNECTION_LIFETIME": "60000", "DATABASE_CONNECTION_IDLE_TIME": "30000",
		"DATABASE_CONNECT_TIMEOUT": "1000", "DATABASE_LOCK_TIMEOUT": "2000",
		"MAX_CONCURRENT_REQUESTS": "64", "RATE_LIMIT_CAPACITY_SECOND": "10", "RATE_LIMIT_CAPACITY_MINUTE": "300",
		"CORRELATION_ID_ENABLED": "false", "DEBUG_ENDPOINTS": "true",
		"CACHE_TYPE": "redis", "CACHE_MAX_AGE": "5000", "CACHE_MAX_ITEMS": "2000", "CACHE_PREFIX": "health",
		"CACHE_REDIS_HOST": "redis", "CACHE_REDIS_PORT": "16379", "CACHE_REDIS_PASSWORD": "marked-password",
		"CACHE_REDIS_PATH": "/run/redis.sock", "CACHE_REDIS_URL": "rediss://u:marked-password@redis/1",
		"CACHE_REDIS_TIMEOUT": "250", "CACHE_REDIS_CONNECTION_TIMEOUT": "3000",
		"RESPONSE_URL_ALLOWED_HOSTS": "node:6688,node2", "RESPONSE_URL_AFTER": "250", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318",
		"INGESTION_MAX_BODY": "1000000", "INGESTION_MAX_ITEMS": "5000", "INGESTION_MAX_ATOMIC": "500",
		"FIRST_BLOCK": "4711", "WATCH_INTERVAL": "30000", "MIN_COVERAGE": "7000", "AS_OF": "2016-05-10T12:00:00Z", "HOME": "/root",
	}
}

func TestLoad_ReadsEverySetting(t *testing.T) {
	t.Parallel()
	cfg, err := config.Load(production())
	require.NoError(t, err)
	require.Len(t, cfg.Origins, len(production())-1, "HOME is no setting")
	cfg.Origins = nil
	require.Equal(t, config.Config{
		Host: "0.0.0.0", Port: 18080, BaseURL: "/adapter", MetricsPort: 19080, LogLevel: config.LogLevel(slog.LevelWarn),
		APITimeout: config.Milliseconds(2500 * time.Millisecond), MaxPayloadSize: 4096, ErrorFormat: config.ErrorText,
		FHIRIdentifierSystem: "urn:example:mrn",
		Tokens:               []config.Secret{token, "second-token-0123456789"},
		DatabaseURL:          "mysql://u:marked-password@db/link4health", RecordKeys: "k1:marked-key",
		ReplicaURLs: []config.Secret{"mysql://u:marked-password@r1/l", "mysql://u:p@r2,r3/l"}, DatabaseCA: "ca.pem",
		DatabaseConnections: 32, DatabaseLifetime: config.Milliseconds(time.Minute),
		DatabaseIdleTime: config.Milliseconds(30 * time.Second), DatabaseConnectTimeout: config.Milliseconds(time.Second),
		DatabaseLockTimeout: config.Milliseconds(2 * time.Second),
		RPCURL:              "https://rpc.example/marked-api-key", ChainID: 11155111,
		RecordMarket:  common.HexToAddress("0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9"),
		ScoreRegistry: common.HexToAddress("0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9"),
		MaxConcurrent: 64, RatePerSecond: 10, RatePerMinute: 300, DebugEndpoints: true,
		CacheType: config.CacheRedis, CacheMaxAge: config.Milliseconds(5 * time.Second), CacheMaxItems: 2000, CachePrefix: "health",
		CacheRedisHost: "redis", CacheRedisPort: 16379, CacheRedisPassword: "marked-password", CacheRedisPath: "/run/redis.sock",
		CacheRedisURL: "rediss://u:marked-password@redis/1", CacheRedisTimeout: config.Milliseconds(250 * time.Millisecond),
		CacheRedisConnectTimeout: config.Milliseconds(3 * time.Second),
		ResponseURLHosts:         []string{"node:6688", "node2"}, ResponseURLAfter: config.Milliseconds(250 * time.Millisecond), OTLPEndpoint: "http://collector:4318",
		IngestionMaxBody: 1_000_000, IngestionMaxItems: 5000, IngestionMaxAtomic: 500,
		FirstBlock: 4711, WatchInterval: config.Milliseconds(30 * time.Second), MinCoverage: 7000, AsOf: time.Date(2016, 5, 10, 12, 0, 0, 0, time.UTC),
	}, cfg)
	require.True(t, cfg.Records())
	require.Empty(t, cfg.Warnings())
	require.Equal(t, "0.0.0.0:18080", cfg.Address())
	require.Equal(t, "0.0.0.0:19080", cfg.MetricsAddress())
}

func TestLoad_EverySettingOfTheTestIsKnown(t *testing.T) {
	t.Parallel()
	environ := production()
	for _, setting := range config.Default().Settings() {
		if !strings.Contains(setting.Name, "TLS_") { // has tests of its own
			require.Contains(t, environ, setting.Name)
		}
	}
}

func TestDefault_ListensOnLoopbackAlone(t *testing.T) {
	t.Parallel()
	cfg := config.Default()
	require.NoError(t, cfg.Validate())
	require.Equal(t, "127.0.0.1:8080", cfg.Address())
	require.Equal(t, "127.0.0.1:9080", cfg.MetricsAddress())
	require.Equal(t, 10*time.Second, cfg.APITimeout.Duration())
	require.Equal(t, uint16(5000), cfg.MinCoverage)
	require.False(t, cfg.Records())

	cfg.Tokens = []config.Secret{token}
	require.NoError(t, cfg.Validate())
	require.Equal(t, ":8080", cfg.Address())
}

func TestLoad_NamesTheSettingAndTheRemedy(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, setting, value, want string }{
		{"a port that is no number", "EA_PORT", "http", `EA_PORT: "http" is not a number: invalid syntax`},
		{"a port out of range", "EA_PORT", "70000", `EA_PORT: "70000" is not a number: value out of range`},
		{"both on one port", "METRICS_PORT", "8080", `METRICS_PORT: 8080 is EA_PORT; set another`},
		{"an unknown level", "LOG_LEVEL", "loud", `LOG_LEVEL: "loud" is not one of trace, debug, info, warn, error, fatal, silent`},
		{"a duration with a unit", "API_TIMEOUT", "10s", `API_TIMEOUT: "10s" is not a whole number of milliseconds`},
		{"no time at all", "API_TIMEOUT", "0", `API_TIMEOUT: 0 is not between 1 and 60000`},
		{"too much time", "API_TIMEOUT", "60001", `API_TIMEOUT: 60001 is not between 1 and 60000`},
		{"no connections", "DATABASE_MAX_CONNECTIONS", "0", `DATABASE_MAX_CONNECTIONS: 0 is not between 1 and 1000`},
		{"no time to connect", "DATABASE_CONNECT_TIMEOUT", "0", `DATABASE_CONNECT_TIMEOUT: 0 is less than 1`},
		{"hardly any time for locks", "DATABASE_LOCK_TIMEOUT", "999", `DATABASE_LOCK_TIMEOUT: 999 is less than 1000`},
		{"no slot at all", "MAX_CONCURRENT_REQUESTS", "0", `MAX_CONCURRENT_REQUESTS: 0 is not between 1 and 100000`},
		{"less than no requests", "RATE_LIMIT_CAPACITY_SECOND", "-1", `RATE_LIMIT_CAPACITY_SECOND: -1 is not between 0 and 1000000`},
		{"too many requests", "RATE_LIMIT_CAPACITY_MINUTE", "100000001", `RATE_LIMIT_CAPACITY_MINUTE: 100000001 is not between 0 and 100000000`},
		{"an unknown cache", "CACHE_TYPE", "disk", `CACHE_TYPE: "disk" is not one of local, redis`},
		{"a short-lived cache", "CACHE_MAX_AGE", "999", `CACHE_MAX_AGE: 999 is not 0 or between 1000 and 3600000`},
		{"a cache of nothing", "CACHE_MAX_ITEMS", "0", `CACHE_MAX_ITEMS: 0 is not between 1 and 10000000`},
		{"no time for Redis", "CACHE_REDIS_TIMEOUT", "0", `CACHE_REDIS_TIMEOUT: 0 is less than 1`},
		{"no time to connect to Redis", "CACHE_REDIS_CONNECTION_TIMEOUT", "0", `CACHE_REDIS_CONNECTION_TIMEOUT: 0 is less than 1`},
		{"a URL of no Redis", "CACHE_REDIS_URL", "http://marked", `CACHE_REDIS_URL: is not a URL with redis or rediss`},
		{"a replica of SQLite", "DATABASE_REPLICA_URLS", "mysql://u:p@r/l",
			`DATABASE_REPLICA_URLS: entry 1 and DATABASE_URL must both begin with mysql://: only MySQL has replicas`},
		{"an empty body limit", "MAX_PAYLOAD_SIZE_LIMIT", "0", `MAX_PAYLOAD_SIZE_LIMIT: 0 is not between 1 and 16777216`},
		{"a relative path", "BASE_URL", "adapter", `BASE_URL: "adapter" is not a path such as / or /adapter`},
		{"a route pattern as path", "BASE_URL", "/:id", `BASE_URL: "/:id" is not a path such as / or /adapter`},
		{"a path with a slash at its end", "BASE_URL", "/a/", `BASE_URL: "/a/" is not a path such as / or /adapter`},
		{"an open host without a token", "EA_HOST", "0.0.0.0", `ADAPTER_TOKENS: needed to listen on "0.0.0.0", which others can reach; set a token, or EA_HOST to 127.0.0.1`},
		{"a named host without a token", "EA_HOST", "adapter.local", `ADAPTER_TOKENS: needed to listen on "adapter.local", which others can reach; set a token, or EA_HOST to 127.0.0.1`},
		{"a token with a space", "ADAPTER_TOKENS", "a b", `ADAPTER_TOKENS: token 1 holds a space or a character outside ASCII, which no header carries`},
		{"a coverage above the whole", "MIN_COVERAGE", "10001", `MIN_COVERAGE: 10001 is not between 0 and 10000`},
		{"a time without a zone", "AS_OF", "2016-05-10 12:00", `AS_OF: parsing time "2016-05-10 12:00" as "2006-01-02T15:04:05Z07:00": cannot parse " 12:00" as "T"`},
		{"a short address", "RECORD_MARKET", "0x12", `RECORD_MARKET: hex string has length 2, want 40 for Address`},
		{"a market alone", "RECORD_MARKET", "0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9", `RECORD_MARKET: records need RPC_URL and CHAIN_ID and RECORD_KEYS too`},
		{"an RPC URL without a scheme", "RPC_URL", "127.0.0.1:8545", `RPC_URL: is not a URL with http, https, ws or wss`},
		{"a URL in place of a node's host", "RESPONSE_URL_ALLOWED_HOSTS", "node,http://other",
			`RESPONSE_URL_ALLOWED_HOSTS: "http://other" is not host or host:port, such as node or node:6688; give no URL`},
		{"later answers without keys", "RESPONSE_URL_ALLOWED_HOSTS", "node",
			`RESPONSE_URL_ALLOWED_HOSTS: answers that are sent later are kept encrypted until then; set RECORD_KEYS too`},
		{"too late an answer", "RESPONSE_URL_AFTER", "60001", `RESPONSE_URL_AFTER: 60001 is not between 0 and 60000`},
		{"a collector without a scheme", "OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318",
			`OTEL_EXPORTER_OTLP_ENDPOINT: is not a URL with http or https, such as http://127.0.0.1:4318`},
		{"an unknown error format", "ERROR_FORMAT", "xml", `ERROR_FORMAT: "xml" is not one of object, text`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := config.Load(map[string]string{tc.setting: tc.value})
			require.EqualError(t, err, tc.want)
		})
	}
}

func TestLoad_ReportsAllFaultsAtOnce(t *testing.T) {
	t.Parallel()
	environ := production()
	environ["SCORE_REGISTRY"] = environ["RECORD_MARKET"]
	environ["EA_PORT"], environ["LOG_LEVEL"], environ["MIN_COVERAGE"], environ["CHAIN_ID"] = "x", "y", "z", ""
	environ["RECORD_KEYS_FILE"] = "/nowhere"
	_, err := config.Load(environ)
	for _, want := range []string{"EA_PORT:", "LOG_LEVEL:", "MIN_COVERAGE:", "RECORD_KEYS_FILE: RECORD_KEYS is set too", "records need CHAIN_ID too", "SCORE_REGISTRY:"} {
		require.ErrorContains(t, err, want)
	}
	require.Len(t, strings.Split(err.Error(), "\n"), 6)
	require.NotContains(t, err.Error(), "marked")
}

func TestLoad_ReadsSecretsFromFiles(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "tokens")
	require.NoError(t, os.WriteFile(file, []byte(token+"\n\nother-token-0123456789\n"), 0o600))
	cfg, err := config.Load(map[string]string{"ADAPTER_TOKENS_FILE": file, "EA_HOST": "::"})
	require.NoError(t, err)
	require.Equal(t, []config.Secret{token, "other-token-0123456789"}, cfg.Tokens)

	empty := filepath.Join(t.TempDir(), "empty")
	require.NoError(t, os.WriteFile(empty, []byte("\n"), 0o600))
	_, err = config.Load(map[string]string{"ADAPTER_TOKENS_FILE": empty, "RPC_URL_FILE": filepath.Join(t.TempDir(), "missing")})
	require.ErrorContains(t, err, "ADAPTER_TOKENS_FILE: the file "+empty+" is empty")
	require.ErrorContains(t, err, "RPC_URL_FILE: ")
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestConfig_WarnsOfWhatIsProbablyNotMeant(t *testing.T) {
	t.Parallel()
	cfg, err := config.Load(map[string]string{"API_TIMEOUT": "15000", "ADAPTER_TOKENS": "short"})
	require.NoError(t, err)
	require.Equal(t, []string{
		"API_TIMEOUT: a node gives up after 15000 ms unless its job spec sets another timeout; set less",
		"ADAPTER_TOKENS: token 1 is shorter than 16 bytes and could be guessed; use 32 random ones",
	}, cfg.Warnings())
	require.Len(t, config.Default().Warnings(), 1)
}

func TestConfig_ShowsNoSecretHoweverPrinted(t *testing.T) {
	t.Parallel()
	cfg, err := config.Load(production())
	require.NoError(t, err)
	var out bytes.Buffer
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&out, format, cfg)
		fmt.Fprintf(&out, format, cfg.DatabaseURL)
	}
	require.NoError(t, json.NewEncoder(&out).Encode(cfg))
	log := slog.New(slog.NewJSONHandler(&out, nil))
	log.Info("configuration", "all", cfg, "url", cfg.RPCURL, "tokens", cfg.Tokens)
	slog.New(slog.NewTextHandler(&out, nil)).Info("configuration", "all", cfg, "url", cfg.RPCURL)
	fmt.Fprint(&out, cfg.Settings())
	require.NotContains(t, out.String(), "marked")
	require.NotContains(t, out.String(), fmt.Sprintf("%x", "marked"))
	require.Contains(t, out.String(), "[redacted]")
	require.Equal(t, token, cfg.Tokens[0].Reveal())
}

func TestSettings_ShowDefaultsAndValues(t *testing.T) {
	t.Parallel()
	cfg, err := config.Load(map[string]string{"API_TIMEOUT": "2500", "AS_OF": "2016-05-10T12:00:00+08:00", "ADAPTER_TOKENS": token})
	require.NoError(t, err)
	byName := map[string]config.Setting{}
	for _, setting := range cfg.Settings() {
		require.NotEmpty(t, setting.Doc, setting.Name)
		byName[setting.Name] = setting
	}
	require.Equal(t, "2500", byName["API_TIMEOUT"].Value)
	require.Equal(t, "10000", byName["API_TIMEOUT"].Default)
	require.Equal(t, "number", byName["API_TIMEOUT"].Type)
	require.Equal(t, "boolean", byName["METRICS_ENABLED"].Type)
	require.Equal(t, "info", byName["LOG_LEVEL"].Value)
	require.Equal(t, "2016-05-10T12:00:00+08:00", byName["AS_OF"].Value)
	require.Equal(t, "[redacted]", byName["ADAPTER_TOKENS"].Value)
	require.True(t, byName["ADAPTER_TOKENS"].Secret)
	require.Empty(t, byName["RPC_URL"].Value)
	require.Empty(t, byName["CHAIN_ID"].Value)
	require.Empty(t, byName["RECORD_MARKET"].Value)
	require.False(t, byName["EA_PORT"].Custom)
	require.True(t, byName["MIN_COVERAGE"].Custom)
}

func TestReference_HasARowForEachSetting(t *testing.T) {
	t.Parallel()
	reference := config.Reference()
	for _, setting := range config.Default().Settings() {
		require.Contains(t, reference, "\n| `"+setting.Name+"`")
	}
	require.Contains(t, reference, "| `ADAPTER_TOKENS`, `ADAPTER_TOKENS_FILE` | string |  |")
	require.Contains(t, reference, "| `EA_PORT` | number | `8080` | Port to listen on; 0 takes a free one. |\n")
	for line := range strings.Lines(reference) {
		require.Equal(t, 5, strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"), line)
	}
}
