package config

import (
	"maps"
	"slices"
	"strings"
)

// unknown adds a fault for each name in s that is meant for a setting and names none, with the setting that is probably
// meant. It returns those names that are settings of EA v3 with nothing to act on here.
func (s Source) unknown(found *faults) (idle []string) {
	known := names()
	for _, name := range slices.Sorted(maps.Keys(s.Values)) {
		switch {
		case slices.Contains(known, name), !s.Closed && s.Values[name] == "":
		case isIdle(name):
			idle = append(idle, name)
		default:
			nearest := nearest(name, known)
			switch {
			case nearest != "":
				found.add(name, "is not a setting%s; did you mean %s?", s.place(), nearest)
			case s.Closed || ours(name, s.Values[name]):
				found.add(name, "is not a setting%s; 'link4health config print' lists them all", s.place())
			}
		}
	}
	return idle
}

// place says where an unknown name stands, if that is not the environment.
func (s Source) place() string {
	if s.Closed {
		return " (" + s.Name + ")"
	}
	return ""
}

// names are the names of all settings, and of the files that hold secrets.
func names() []string {
	var all []string
	for field := range fields() {
		name := field.Tag.Get("env")
		all = append(all, name)
		if isSecret(field.Type) {
			all = append(all, name+fileSuffix)
		}
	}
	return all
}

// ours reports whether an environment variable begins as hardly anything but settings does. What Kubernetes sets for a service that is
// named like a setting's beginning is left alone.
func ours(name, value string) bool {
	if strings.Contains(name, "_SERVICE_") || strings.Contains(name, "_PORT_") || strings.HasPrefix(value, "tcp://") {
		return false
	}
	return slices.ContainsFunc([]string{"ADAPTER_", "CACHE_MAX_", "CACHE_REDIS_", "EA_", "MTLS_", "RATE_LIMIT_", "RECORD_KEY"}, func(prefix string) bool {
		return strings.HasPrefix(name, prefix)
	})
}

// isIdle reports whether name is a setting of EA v3 that says how to fetch data from providers, to lock a cache or to
// poll it, which this adapter has no need to do. DEBUG and RETRY are not among them: too much else is called so.
//
// Source: external-adapter-framework v2.18, src/config/index.ts, BaseSettingsDefinition
func isIdle(name string) bool {
	return slices.Contains([]string{
		"API_VERBOSE", "CACHE_LOCK_DEFERRAL_MS", "CACHE_LOCK_DURATION", "CACHE_LOCK_RETRIES", "CACHE_POLLING_MAX_RETRIES",
		"CACHE_POLLING_SLEEP_MS", "CACHE_REDIS_MAX_RECONNECT_COOLDOWN", "CENSOR_SENSITIVE_LOGS", "DEFAULT_CACHE_KEY", "EA_MODE",
		"EXPERIMENTAL_METRICS_ENABLED", "MAX_COMMON_KEY_SIZE", "MAX_HTTP_REQUEST_QUEUE_LENGTH", "METRICS_USE_BASE_URL",
		"RATE_LIMIT_API_TIER", "RATE_LIMITING_STRATEGY", "REQUESTER_SLEEP_BEFORE_REQUEUEING_MS", "SUBSCRIPTION_SET_MAX_ITEMS",
		"WARMUP_SUBSCRIPTION_TTL",
	}, name) || slices.ContainsFunc([]string{"BACKGROUND_EXECUTE_", "SSE_", "STREAM_HANDLER_RETRY_", "WS_"}, func(prefix string) bool {
		return strings.HasPrefix(name, prefix)
	})
}

// nearest is the known name that name is a slip of, or "": one wrong, missing, extra or swapped letter, two in a long
// name; case does not count.
func nearest(name string, known []string) string {
	name = strings.ToUpper(name)
	best, least := "", 3
	for _, candidate := range known {
		limit := 1
		if len(candidate) >= 12 {
			limit = 2
		}
		if d := distance(name, candidate, limit); d <= limit && d < least {
			best, least = candidate, d
		}
	}
	return best
}

// distance is how many letters to insert, remove, replace or swap with the next make b of a; more than limit if the
// lengths alone need more.
//
// Source: Damerau, A technique for computer detection and correction of spelling errors, 1964, in the restricted form
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, before
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
