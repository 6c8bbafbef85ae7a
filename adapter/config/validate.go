package config

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// Limits of settings.
const (
	maxAPITimeout  = time.Minute // Source: external-adapter-framework v2.18, src/config/index.ts, API_TIMEOUT
	maxPayloadSize = 16 << 20
	maxCoverage    = 10_000
	maxConnections = 1000
	maxConcurrent  = 100_000
	maxPerSecond   = 1_000_000
	maxPerMinute   = 100_000_000
	// Source: external-adapter-framework v2.18, src/config/index.ts, CACHE_MAX_AGE
	minCacheAge, maxCacheAge = time.Second, time.Hour
	maxCacheItems            = 10_000_000
	// Largest limits of what one request may bring.
	maxIngestionBody   = 16 << 30
	maxIngestionItems  = 100_000_000
	maxIngestionAtomic = 1_000_000
	// nodeTimeout is how long a bridge task waits for an adapter unless configured otherwise.
	// Source: chainlink v2.29, docs/CONFIG.md, JobPipeline.HTTPRequest.DefaultTimeout
	nodeTimeout = 15 * time.Second
	// weakToken is the length below which a token can be guessed.
	weakToken = 16
)

// Validate returns every fault of the settings, joined, each a *Fault; or nil.
func (c Config) Validate() error {
	var found faults
	c.check(&found)
	return found.join()
}

// Warnings are settings that are allowed and probably not meant, each with what to do.
func (c Config) Warnings() []string {
	var warnings []string
	if c.APITimeout.Duration() >= nodeTimeout {
		warnings = append(warnings, "API_TIMEOUT: a node gives up after 15000 ms unless its job spec sets another timeout; set less")
	}
	for i, token := range c.Tokens {
		if len(token) < weakToken {
			warnings = append(warnings, fmt.Sprintf("ADAPTER_TOKENS: token %d is shorter than %d bytes and could be guessed; use 32 random ones", i+1, weakToken))
		}
	}
	if len(c.Tokens) == 0 {
		warnings = append(warnings, "ADAPTER_TOKENS: not set, so that every program on this machine is answered; set a token")
	}
	if len(c.Tokens) == 0 && (c.RatePerSecond > 0 || c.RatePerMinute > 0) {
		warnings = append(warnings, "RATE_LIMIT_CAPACITY_SECOND, RATE_LIMIT_CAPACITY_MINUTE: without ADAPTER_TOKENS all clients share one limit; set tokens")
	}
	for _, name := range c.Idle {
		warnings = append(warnings, name+": a setting of EA v3 that has nothing to act on in this adapter; remove it")
	}
	return warnings
}

func (c Config) check(found *faults) {
	if len(c.Tokens) == 0 && !loopback(c.ListenHost()) {
		found.add("ADAPTER_TOKENS", "needed to listen on %q, which others can reach; set a token, or EA_HOST to 127.0.0.1", c.Host)
	}
	if err := CheckTokens(c.Tokens); err != nil {
		found.add("ADAPTER_TOKENS", "%w", err)
	}
	if c.Port != 0 && c.Port == c.MetricsPort && c.MetricsEnabled {
		found.add("METRICS_PORT", "%d is EA_PORT; set another", c.MetricsPort)
	}
	if !plainPath(c.BaseURL) {
		found.add("BASE_URL", "%q is not a path such as / or /adapter", c.BaseURL)
	}
	if limit := c.APITimeout.Duration(); limit <= 0 || limit > maxAPITimeout {
		found.add("API_TIMEOUT", "%s is not between 1 and %d", c.APITimeout, maxAPITimeout.Milliseconds())
	}
	if c.MaxPayloadSize < 1 || c.MaxPayloadSize > maxPayloadSize {
		found.add("MAX_PAYLOAD_SIZE_LIMIT", "%d is not between 1 and %d", c.MaxPayloadSize, maxPayloadSize)
	}
	if c.MinCoverage > maxCoverage {
		found.add("MIN_COVERAGE", "%d is not between 0 and %d", c.MinCoverage, maxCoverage)
	}
	if c.DatabaseURL == "" {
		found.add("DATABASE_URL", "is empty; give sqlite:path or mysql://user:password@host:port/database")
	}
	c.checkLimits(found)
	c.checkIngestion(found)
	c.checkCache(found)
	c.checkTLS(found)
	c.checkLater(found)
	c.checkDatabase(found)
	c.checkChain(found)
}

// CheckTokens returns an error that says which token no client could send, or nil.
func CheckTokens(tokens []Secret) error {
	for i, token := range tokens {
		if strings.ContainsFunc(token.Reveal(), func(r rune) bool { return r <= ' ' || r > '~' }) {
			return fmt.Errorf("token %d holds a space or a character outside ASCII, which no header carries", i+1)
		}
	}
	return nil
}

// checkLimits checks how many requests are taken.
func (c Config) checkLimits(found *faults) {
	for _, limit := range [...]struct {
		name               string
		value, least, most int
	}{
		{"MAX_CONCURRENT_REQUESTS", c.MaxConcurrent, 1, maxConcurrent},
		{"RATE_LIMIT_CAPACITY_SECOND", c.RatePerSecond, 0, maxPerSecond},
		{"RATE_LIMIT_CAPACITY_MINUTE", c.RatePerMinute, 0, maxPerMinute},
	} {
		if limit.value < limit.least || limit.value > limit.most {
			found.add(limit.name, "%d is not between %d and %d", limit.value, limit.least, limit.most)
		}
	}
}

// checkIngestion checks how much one request may bring.
func (c Config) checkIngestion(found *faults) {
	for _, limit := range [...]struct {
		name        string
		value, most int64
	}{
		{"INGESTION_MAX_BODY", c.IngestionMaxBody, maxIngestionBody},
		{"INGESTION_MAX_ITEMS", int64(c.IngestionMaxItems), maxIngestionItems},
		{"INGESTION_MAX_ATOMIC", int64(c.IngestionMaxAtomic), maxIngestionAtomic},
	} {
		if limit.value < 1 || limit.value > limit.most {
			found.add(limit.name, "%d is not between 1 and %d", limit.value, limit.most)
		}
	}
}

// checkCache checks how long and where answers are cached.
func (c Config) checkCache(found *faults) {
	if age := c.CacheMaxAge.Duration(); age != 0 && (age < minCacheAge || age > maxCacheAge) {
		found.add("CACHE_MAX_AGE", "%s is not 0 or between %d and %d", c.CacheMaxAge, minCacheAge.Milliseconds(), maxCacheAge.Milliseconds())
	}
	if c.CacheMaxItems < 1 || c.CacheMaxItems > maxCacheItems {
		found.add("CACHE_MAX_ITEMS", "%d is not between 1 and %d", c.CacheMaxItems, maxCacheItems)
	}
	if c.CacheRedisTimeout <= 0 {
		found.add("CACHE_REDIS_TIMEOUT", "%s is less than 1", c.CacheRedisTimeout)
	}
	if c.CacheRedisConnectTimeout <= 0 {
		found.add("CACHE_REDIS_CONNECTION_TIMEOUT", "%s is less than 1", c.CacheRedisConnectTimeout)
	}
	if c.CacheRedisURL != "" {
		u, err := url.Parse(c.CacheRedisURL.Reveal())
		if err != nil || u.Host == "" || u.Scheme != "redis" && u.Scheme != "rediss" {
			found.add("CACHE_REDIS_URL", "is not a URL with redis or rediss")
		}
	}
}

// checkDatabase checks the limits of the connections to the database.
func (c Config) checkDatabase(found *faults) {
	if c.DatabaseConnections < 1 || c.DatabaseConnections > maxConnections {
		found.add("DATABASE_MAX_CONNECTIONS", "%d is not between 1 and %d", c.DatabaseConnections, maxConnections)
	}
	for _, limit := range [...]struct {
		name  string
		value Milliseconds
		least time.Duration
	}{
		{"DATABASE_CONNECTION_LIFETIME", c.DatabaseLifetime, time.Millisecond},
		{"DATABASE_CONNECTION_IDLE_TIME", c.DatabaseIdleTime, time.Millisecond},
		{"DATABASE_CONNECT_TIMEOUT", c.DatabaseConnectTimeout, time.Millisecond},
		{"DATABASE_LOCK_TIMEOUT", c.DatabaseLockTimeout, time.Second},
	} {
		if limit.value.Duration() < limit.least {
			found.add(limit.name, "%s is less than %d", limit.value, limit.least.Milliseconds())
		}
	}
	for i, replica := range c.ReplicaURLs {
		if !strings.HasPrefix(replica.Reveal(), "mysql://") || !strings.HasPrefix(c.DatabaseURL.Reveal(), "mysql://") {
			found.add("DATABASE_REPLICA_URLS", "entry %d and DATABASE_URL must both begin with mysql://: only MySQL has replicas", i+1)
		}
	}
}

// checkChain checks the settings that make sense only together.
func (c Config) checkChain(found *faults) {
	if c.RPCURL != "" {
		u, err := url.Parse(c.RPCURL.Reveal())
		if err != nil || u.Host == "" || !strings.Contains(" http https ws wss ", " "+u.Scheme+" ") {
			found.add("RPC_URL", "is not a URL with http, https, ws or wss")
		}
	}
	if c.RecordMarket == (common.Address{}) {
		return
	}
	var missing []string
	for _, setting := range []struct {
		name string
		set  bool
	}{
		{"RPC_URL", c.RPCURL != ""},
		{"CHAIN_ID", c.ChainID != 0},
		{"RECORD_KEYS", c.RecordKeys != ""},
	} {
		if !setting.set {
			missing = append(missing, setting.name)
		}
	}
	if len(missing) > 0 {
		found.add("RECORD_MARKET", "records need %s too", strings.Join(missing, " and "))
	}
	if c.RecordMarket == c.ScoreRegistry {
		found.add("SCORE_REGISTRY", "is RECORD_MARKET; they are two contracts")
	}
}

// plainPath reports whether p is an absolute path that needs no escaping and no cleaning.
func plainPath(p string) bool {
	return strings.HasPrefix(p, "/") && path.Clean(p) == p &&
		!strings.ContainsFunc(p, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`:*?#%"\`, r) })
}
