// Package config holds the adapter's settings: their names, defaults and documentation, in one place.
//
// Names and meanings are those of the official external adapter framework (EA v3) where it has them, so that
// operators' habits keep working; settings of our own are marked so in Reference.
package config

import (
	"net"
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// Config is every setting of the adapter. The tags name the environment variable, its default and its meaning; custom
// marks a setting that EA v3 does not have, or has with another meaning.
//
// Source: external-adapter-framework v2.18, src/config/index.ts, BaseSettingsDefinition
type Config struct {
	Host           string   `env:"EA_HOST" doc:"Address to listen on, a host name or an IP address. Not set: every interface if ADAPTER_TOKENS is set, else 127.0.0.1." custom:"true"`
	Port           uint16   `env:"EA_PORT" envDefault:"8080" doc:"Port to listen on; 0 takes a free one."`
	BaseURL        string   `env:"BASE_URL" envDefault:"/" doc:"Path of the endpoint that answers requests; health, ready and status are below it."`
	MetricsEnabled bool     `env:"METRICS_ENABLED" envDefault:"true" doc:"Whether to serve /metrics on METRICS_PORT."`
	MetricsPort    uint16   `env:"METRICS_PORT" envDefault:"9080" doc:"Port of /metrics, on the same address as EA_PORT; 0 takes a free one."`
	LogLevel       LogLevel `env:"LOG_LEVEL" envDefault:"info" doc:"Least level of what is logged: trace, debug, info, warn, error, fatal or silent."`

	APITimeout     Milliseconds `env:"API_TIMEOUT" envDefault:"10000" doc:"Time limit of a request, in milliseconds, 1 to 60000. Keep it below the bridge task's timeout, 15000 unless the job spec sets another." custom:"true"`
	MaxPayloadSize int64        `env:"MAX_PAYLOAD_SIZE_LIMIT" envDefault:"1048576" doc:"Size limit of a request's body, in bytes, 1 to 16777216."`
	ErrorFormat    ErrorFormat  `env:"ERROR_FORMAT" envDefault:"object" doc:"How failures are written: object, which nodes since v2.15 show as Name: message, or text, which every node shows after the bridge's URL. Set text for nodes before v2.15: they show nothing of an object." custom:"true"`

	FHIRIdentifierSystem string `env:"FHIR_IDENTIFIER_SYSTEM" doc:"System of the patient's identifier that is the user id, for POST /v1/fhir. Not set: the user id is the id of the FHIR Patient." custom:"true"`

	Tokens      []Secret `env:"ADAPTER_TOKENS" doc:"Bearer tokens that are accepted, separated by commas or, in a file, by lines; several, so that they can be rotated. Not set: anyone is answered, on a loopback address only." custom:"true"`
	DatabaseURL Secret   `env:"DATABASE_URL" envDefault:"sqlite:link4health.db" doc:"Database: sqlite:relative/path, sqlite:///absolute/path or mysql://user:password@host:port/database; ?tls=true encrypts the connection. Several hosts of one cluster, host1:port,host2:port, are tried in turn." custom:"true"`
	ReplicaURLs []Secret `env:"DATABASE_REPLICA_URLS" envSeparator:" " doc:"MySQL servers that follow DATABASE_URL, as URLs separated by spaces or lines: what a score needs is read from one of them at random. Not set: everything is read from DATABASE_URL." custom:"true"`
	DatabaseCA  string   `env:"DATABASE_CA_FILE" doc:"PEM file with the certificate authorities to trust for MySQL servers, which have to use TLS then. Not set: what tls in the URL says." custom:"true"`
	RecordKeys  Secret   `env:"RECORD_KEYS" doc:"Keys that record locations are encrypted with, one a line, keyid:base64 of 32 bytes; the first encrypts, all decrypt." custom:"true"`

	DatabaseConnections    int          `env:"DATABASE_MAX_CONNECTIONS" envDefault:"16" doc:"Connections to each MySQL server at most, 1 to 1000; requests above wait for one." custom:"true"`
	DatabaseLifetime       Milliseconds `env:"DATABASE_CONNECTION_LIFETIME" envDefault:"300000" doc:"Age at which a connection to MySQL is replaced, in milliseconds, so that a failover or a new certificate is noticed." custom:"true"`
	DatabaseIdleTime       Milliseconds `env:"DATABASE_CONNECTION_IDLE_TIME" envDefault:"60000" doc:"Time after which an unused connection to MySQL is closed, in milliseconds." custom:"true"`
	DatabaseConnectTimeout Milliseconds `env:"DATABASE_CONNECT_TIMEOUT" envDefault:"5000" doc:"Time limit for connecting to a MySQL server, in milliseconds; then the next host is tried." custom:"true"`
	DatabaseLockTimeout    Milliseconds `env:"DATABASE_LOCK_TIMEOUT" envDefault:"10000" doc:"Time that a statement waits in MySQL for rows that another transaction holds, in milliseconds, 1000 or more; then the transaction is run again." custom:"true"`

	RPCURL        Secret         `env:"RPC_URL" doc:"JSON-RPC URL of the chain on which grants are looked up." custom:"true"`
	ChainID       uint64         `env:"CHAIN_ID" doc:"Chain id that RPC_URL must have." custom:"true"`
	RecordMarket  common.Address `env:"RECORD_MARKET" doc:"Address of the RecordMarket contract: whose grants count, and the only contract that may ask for records." custom:"true"`
	ScoreRegistry common.Address `env:"SCORE_REGISTRY" doc:"Address of the ScoreRegistry contract: the only contract that may ask for scores. Not set: no contract may." custom:"true"`

	MinCoverage uint16    `env:"MIN_COVERAGE" envDefault:"5000" doc:"Least coverage of a score, in basis points of weight, 0 to 10000; below it the request is refused." custom:"true"`
	AsOf        time.Time `env:"AS_OF" doc:"Moment at which every score is worked out, RFC 3339, to replay data of the past. Not set: the time of the request." custom:"true"`
}

// Default is the configuration of an empty environment.
func Default() Config {
	cfg, err := Load(nil)
	if err != nil {
		panic(err) // the defaults are constants; a test loads them
	}
	return cfg
}

// ListenHost is the host to listen on: Host, or what it is when not set. The empty string is every interface.
func (c Config) ListenHost() string {
	if c.Host == "" && len(c.Tokens) == 0 {
		return "127.0.0.1"
	}
	return c.Host
}

// Address is host and port of the adapter's own listener.
func (c Config) Address() string {
	return net.JoinHostPort(c.ListenHost(), strconv.Itoa(int(c.Port)))
}

// MetricsAddress is host and port of the listener for /metrics.
func (c Config) MetricsAddress() string {
	return net.JoinHostPort(c.ListenHost(), strconv.Itoa(int(c.MetricsPort)))
}

// Records reports whether the endpoint record is served: whether a chain and a market are set.
func (c Config) Records() bool {
	return c.RPCURL != "" && c.RecordMarket != (common.Address{})
}

// loopback reports whether host is reachable from this machine alone. A name other than localhost is not resolved.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
