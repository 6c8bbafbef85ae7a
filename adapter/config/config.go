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
	MetricsEnabled bool     `env:"METRICS_ENABLED" envDefault:"true" doc:"Whether to count requests and serve /metrics on METRICS_PORT."`
	MetricsPort    uint16   `env:"METRICS_PORT" envDefault:"9080" doc:"Port of /metrics, on the same address as EA_PORT; 0 takes a free one."`
	LogLevel       LogLevel `env:"LOG_LEVEL" envDefault:"info" doc:"Least level of what is logged: trace, debug, info, warn, error, fatal or silent."`

	APITimeout     Milliseconds `env:"API_TIMEOUT" envDefault:"10000" doc:"Time limit of a request, in milliseconds, 1 to 60000. Keep it below the bridge task's timeout, 15000 unless the job spec sets another." custom:"true"`
	MaxPayloadSize int64        `env:"MAX_PAYLOAD_SIZE_LIMIT" envDefault:"1048576" doc:"Size limit of a request's body, in bytes, 1 to 16777216."`
	ErrorFormat    ErrorFormat  `env:"ERROR_FORMAT" envDefault:"object" doc:"How failures are written: object, which nodes since v2.15 show as Name: message, or text, which every node shows after the bridge's URL. Set text for nodes before v2.15: they show nothing of an object." custom:"true"`

	MaxConcurrent int `env:"MAX_CONCURRENT_REQUESTS" envDefault:"256" doc:"Requests that are worked on at the same time at most, 1 to 100000; one more is answered 429 Overloaded at once." custom:"true"`
	RatePerMinute int `env:"RATE_LIMIT_CAPACITY_MINUTE" envDefault:"0" doc:"Requests a minute that each token of ADAPTER_TOKENS may make, 0 to 100000000; one more is answered 429 RateLimited. 0: any number. In EA v3 it limits the requests that the adapter makes." custom:"true"`
	RatePerSecond int `env:"RATE_LIMIT_CAPACITY_SECOND" envDefault:"0" doc:"Requests a second that each token of ADAPTER_TOKENS may make, 0 to 1000000; one more is answered 429 RateLimited. 0: any number. In EA v3 it limits the requests that the adapter makes." custom:"true"`

	CorrelationIDs bool `env:"CORRELATION_ID_ENABLED" envDefault:"true" doc:"Whether requests are told apart in log lines by a correlation id, the client's X-Correlation-Id or a new one; an answer has it if the client gave it or something failed."`
	DebugEndpoints bool `env:"DEBUG_ENDPOINTS" envDefault:"false" doc:"Whether to serve Go's profiles below /debug/pprof/ on METRICS_PORT." custom:"true"`

	CacheType     CacheType    `env:"CACHE_TYPE" envDefault:"local" doc:"Where answers are cached: local, in this process, or redis, which several adapters share."`
	CacheMaxAge   Milliseconds `env:"CACHE_MAX_AGE" envDefault:"90000" doc:"Time that an answer stays cached at most, in milliseconds, 1000 to 3600000; newer data for a citizen or a city ends it sooner. 0 caches nothing."`
	CacheMaxItems int          `env:"CACHE_MAX_ITEMS" envDefault:"10000" doc:"Answers that this process keeps cached at most, 1 to 10000000; the one used longest ago goes first."`
	CachePrefix   string       `env:"CACHE_PREFIX" doc:"What keys in Redis begin with, to share one Redis with others."`

	CacheRedisHost           string       `env:"CACHE_REDIS_HOST" envDefault:"127.0.0.1" doc:"Host of Redis, for CACHE_TYPE redis."`
	CacheRedisPort           uint16       `env:"CACHE_REDIS_PORT" envDefault:"6379" doc:"Port of Redis."`
	CacheRedisPassword       Secret       `env:"CACHE_REDIS_PASSWORD" doc:"Password of Redis."`
	CacheRedisPath           string       `env:"CACHE_REDIS_PATH" doc:"Unix socket of Redis, in place of host and port."`
	CacheRedisURL            Secret       `env:"CACHE_REDIS_URL" doc:"URL of Redis, redis[s]://[user:password@]host[:port][/database]; it precedes host, port and path."`
	CacheRedisTimeout        Milliseconds `env:"CACHE_REDIS_TIMEOUT" envDefault:"500" doc:"Time limit of one question to Redis, in milliseconds; then the answer is worked out without it."`
	CacheRedisConnectTimeout Milliseconds `env:"CACHE_REDIS_CONNECTION_TIMEOUT" envDefault:"15000" doc:"Time limit for connecting to Redis, in milliseconds."`

	TLSEnabled    bool   `env:"TLS_ENABLED" envDefault:"false" doc:"Whether EA_PORT speaks TLS, with the key of TLS_PRIVATE_KEY and the certificate of TLS_PUBLIC_KEY. METRICS_PORT does as EA_PORT. Set this or MTLS_ENABLED."`
	MTLSEnabled   bool   `env:"MTLS_ENABLED" envDefault:"false" doc:"Whether EA_PORT speaks TLS and wants a certificate of every client, signed by an authority of TLS_CA. METRICS_PORT does as EA_PORT."`
	TLSPrivateKey Secret `env:"TLS_PRIVATE_KEY" doc:"Private key of the certificate, the base64 of PEM text, or in a file PEM text as it is. A file that changes is read again."`
	TLSPublicKey  Secret `env:"TLS_PUBLIC_KEY" doc:"Certificate with its chain, the base64 of PEM text, or in a file PEM text as it is. A file that changes is read again."`
	TLSPassphrase Secret `env:"TLS_PASSPHRASE" doc:"Passphrase of TLS_PRIVATE_KEY, if the key is encrypted."`
	TLSCA         Secret `env:"TLS_CA" doc:"Authorities whose clients are let in with MTLS_ENABLED, the base64 of PEM text, or in a file PEM text as it is. A file that changes is read again."`

	ResponseURLHosts []string     `env:"RESPONSE_URL_ALLOWED_HOSTS" doc:"Hosts of nodes to which asynchronous answers may be sent, host or host:port, separated by commas. Not set: every request is answered at once." custom:"true"`
	ResponseURLAfter Milliseconds `env:"RESPONSE_URL_AFTER" envDefault:"1000" doc:"Time after which a score that is asked for with the responseURL of an allowed host is answered later, in milliseconds, 0 to 60000; a record always is." custom:"true"`

	OTLPEndpoint string `env:"OTEL_EXPORTER_OTLP_ENDPOINT" doc:"URL of the OpenTelemetry collector that traces are sent to over HTTP, such as http://127.0.0.1:4318. Not set: no traces." custom:"true"`

	FHIRIdentifierSystem string `env:"FHIR_IDENTIFIER_SYSTEM" doc:"System of the patient's identifier that is the user id, for POST /v1/fhir. Not set: the user id is the id of the FHIR Patient." custom:"true"`

	IngestionMaxBody   int64 `env:"INGESTION_MAX_BODY" envDefault:"268435456" doc:"Size limit of a body of POST /v1/readings, unpacked, in bytes, 1 to 17179869184." custom:"true"`
	IngestionMaxItems  int   `env:"INGESTION_MAX_ITEMS" envDefault:"1000000" doc:"Readings in one body of POST /v1/readings at most, 1 to 100000000." custom:"true"`
	IngestionMaxAtomic int   `env:"INGESTION_MAX_ATOMIC" envDefault:"10000" doc:"Readings in one body that stores all or nothing, and entries of a FHIR Bundle, at most, 1 to 1000000: they are held in memory and stored in one transaction." custom:"true"`

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

	RPCURL        Secret         `env:"RPC_URL" doc:"JSON-RPC URL of the chain; the adapter looks grants up there." custom:"true"`
	ChainID       uint64         `env:"CHAIN_ID" doc:"Chain id that RPC_URL must have." custom:"true"`
	RecordMarket  common.Address `env:"RECORD_MARKET" doc:"Address of the RecordMarket contract: whose grants count, and the only contract that may ask for records." custom:"true"`
	ScoreRegistry common.Address `env:"SCORE_REGISTRY" doc:"Address of the ScoreRegistry contract: the only contract that may ask for scores. Not set: no contract may." custom:"true"`

	FirstBlock    uint64       `env:"FIRST_BLOCK" doc:"Block before which the contracts were not there, from which on requests are counted for metrics. Not set: the last 50000 blocks." custom:"true"`
	WatchInterval Milliseconds `env:"WATCH_INTERVAL" envDefault:"60000" doc:"Time between two looks at the age of the readings and the state of the contracts for metrics, in milliseconds; looks that take long are made less often. 0 does not look." custom:"true"`

	MinCoverage uint16    `env:"MIN_COVERAGE" envDefault:"5000" doc:"Least coverage of a score, in basis points of weight, 0 to 10000; below it the request is refused." custom:"true"`
	AsOf        time.Time `env:"AS_OF" doc:"Moment at which every score is worked out, RFC 3339, to replay data of the past. Not set: the time of the request." custom:"true"`

	// Origins says where each setting that is set comes from, by its name.
	Origins map[string]Origin `json:"-"`
	// Idle names the settings of EA v3 that are set and have nothing to act on in this adapter, in order.
	Idle []string `json:"-"`
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
