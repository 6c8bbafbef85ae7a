package runner_test

import (
	"testing"
	"time"
)

// received waits for a value, or for the end of a channel; the test fails if neither comes. It may be called from any
// goroutine.
func received[T any](t testing.TB, from <-chan T) (value T) {
	t.Helper()
	select {
	case value = <-from:
	case <-time.After(patience):
		t.Errorf("nothing came within %s", patience)
	}
	return value
}
