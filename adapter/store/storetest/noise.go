package storetest

import "regexp"

// noise is what a log has of its own: times, durations and the names of savepoints, in the forms of both handlers of slog.
var noise = regexp.MustCompile(`"?\btime"?[=:]"?[0-9TZ:.+-]+"?|"?\b[a-z_]*duration[a-z_]*"?[=:]"?[0-9.a-zµ]+"?|SAVEPOINT sp[0-9]+`)

// Noiseless returns a log without numbers that differ from run to run: who looks for a measurement in it would find it there by
// chance, once in some hundred runs.
func Noiseless(log string) string { return noise.ReplaceAllString(log, "~") }
