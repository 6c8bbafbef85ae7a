package score_test

import (
	"errors"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/link4health/link4health/adapter/score"
)

// The short way through ParseValue and the long one give the same: an exponent of 0
// forces the long one and changes nothing else.
func TestParseValue_TheShortWayIsTheLongWay(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"0", "-0", "5.", ".5", "-.5", ".", "-", "", "1.2.3", "--1", "000000000001", "999999999999.999999", "-999999999999.999999",
		"1000000000000", "0.0000005", "0.000000", "1.1234567", "123456789012.123456", "0000000000000"} {
		requireSameValue(t, s)
	}
	rapid.Check(t, func(t *rapid.T) {
		requireSameValue(t, rapid.StringMatching(`-?[0-9]{0,14}(\.[0-9]{0,8})?`).Draw(t, "text"))
	})
}

func requireSameValue(t require.TestingT, s string) {
	short, shortErr := score.ParseValue(s)
	long, longErr := score.ParseValue(s + "e0")
	require.Equal(t, errors.Is(longErr, score.ErrValue), errors.Is(shortErr, score.ErrValue), s)
	require.Equal(t, long, short, s)
	if shortErr == nil {
		exact, ok := new(big.Rat).SetString(s)
		require.True(t, ok, s)
		off, _ := new(big.Rat).Sub(exact, big.NewRat(int64(short), 1_000_000)).Float64()
		require.InDelta(t, 0, off, 0.5e-6, s)
	}
}
