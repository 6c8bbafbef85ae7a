package config

import (
	"fmt"
	"io"
	"log/slog"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// redacted stands for a secret wherever one would be printed.
const redacted = "[redacted]"

// Secret is a text that no formatting, encoding or logging shows. An empty one shows as empty, so that "not set" can
// be told from "set".
type Secret string

// Reveal is the secret itself. Call it where the secret is used, nowhere else.
func (s Secret) Reveal() string { return string(s) }

// String is "[redacted]", or "" for an empty secret.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return redacted
}

// Format writes String for every verb, %x, %d and %#v included.
func (s Secret) Format(state fmt.State, _ rune) {
	_, _ = io.WriteString(state, s.String()) // a fmt.State never fails
}

// MarshalText is String, which JSON and TOML encoders then use.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue is String.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// Milliseconds is a duration that is written as a whole number of milliseconds, as EA v3 writes its time limits.
type Milliseconds time.Duration

// UnmarshalText reads a number of milliseconds.
func (m *Milliseconds) UnmarshalText(text []byte) error {
	n, err := strconv.ParseUint(string(text), 10, 32)
	if err != nil {
		return fmt.Errorf("%q is not a whole number of milliseconds", text)
	}
	*m = Milliseconds(time.Duration(n) * time.Millisecond)
	return nil
}

// Duration is the duration.
func (m Milliseconds) Duration() time.Duration { return time.Duration(m) }

// String is the number of milliseconds.
func (m Milliseconds) String() string {
	return strconv.FormatInt(m.Duration().Milliseconds(), 10)
}

// LogLevel is a level of logging by EA v3's names. It is a slog.Leveler.
type LogLevel slog.Level

// logLevels are EA v3's levels, from chatty to silent.
var logLevels = []struct {
	name  string
	level slog.Level
}{
	{"trace", slog.LevelDebug - 4},
	{"debug", slog.LevelDebug},
	{"info", slog.LevelInfo},
	{"warn", slog.LevelWarn},
	{"error", slog.LevelError},
	{"fatal", slog.LevelError + 4},
	{"silent", math.MaxInt8},
}

// UnmarshalText reads a level's name, in any case.
func (l *LogLevel) UnmarshalText(text []byte) error {
	names := make([]string, len(logLevels))
	for i, known := range logLevels {
		if strings.EqualFold(known.name, string(text)) {
			*l = LogLevel(known.level)
			return nil
		}
		names[i] = known.name
	}
	return fmt.Errorf("%q is not one of %s", text, strings.Join(names, ", "))
}

// Level is the level for package slog.
func (l LogLevel) Level() slog.Level { return slog.Level(l) }

// String is the level's name.
func (l LogLevel) String() string {
	for _, known := range logLevels {
		if known.level == l.Level() {
			return known.name
		}
	}
	return l.Level().String()
}

// ErrorFormat says how failures are written, see bridge.Form.
type ErrorFormat string

// The formats of failures.
const (
	ErrorObject ErrorFormat = "object"
	ErrorText   ErrorFormat = "text"
)

// UnmarshalText reads a format's name.
func (f *ErrorFormat) UnmarshalText(text []byte) error {
	if !slices.Contains([]ErrorFormat{ErrorObject, ErrorText}, ErrorFormat(text)) {
		return fmt.Errorf("%q is not one of object, text", text)
	}
	*f = ErrorFormat(text)
	return nil
}

// CacheType says where answers are cached.
type CacheType string

// The places where answers are cached.
const (
	CacheLocal CacheType = "local"
	CacheRedis CacheType = "redis"
)

// UnmarshalText reads a place's name.
func (t *CacheType) UnmarshalText(text []byte) error {
	if !slices.Contains([]CacheType{CacheLocal, CacheRedis}, CacheType(text)) {
		return fmt.Errorf("%q is not one of local, redis", text)
	}
	*t = CacheType(text)
	return nil
}
