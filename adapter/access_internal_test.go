package adapter

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/config"
)

func limited() *access {
	return newAccess(config.Config{
		Tokens:        []config.Secret{"first-token-0123456789abcdef", "second-token-0123456789abcdef"},
		RatePerSecond: 1_000_000, RatePerMinute: 100_000_000,
	})
}

func TestAccess_TakesNoMemory(t *testing.T) {
	a, work := limited(), slots{most: 1}
	require.Zero(t, testing.AllocsPerRun(100, func() {
		if a.admit("Bearer second-token-0123456789abcdef", time.Now()) != nil || work.enter() != nil {
			t.Error("refused")
		}
		work.leave()
	}))
}

// BenchmarkAccess is what checking a token, two rate limits and a slot add to a request.
func BenchmarkAccess(b *testing.B) {
	a, work := limited(), slots{most: 1 << 30}
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			_ = a.admit("Bearer second-token-0123456789abcdef", time.Now()) // refused or not costs the same
			_ = work.enter()
			work.leave()
		}
	})
}
