package score

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// anyNumber draws numbers that fit two words, often the edges of what does, and some that do not.
func anyNumber(t *rapid.T, name string) number {
	words := rapid.OneOf(rapid.Int64Range(-1000, 1000), rapid.Int64(), rapid.SampledFrom([]int64{0, 1, -1, math.MaxInt64, math.MinInt64, math.MinInt64 + 1}))
	x := quotient(words.Draw(t, name), max(1, words.Filter(func(n int64) bool { return n > 0 }).Draw(t, name+" over")))
	if rapid.Bool().Draw(t, name+" is large") {
		return number{big: new(big.Rat).Mul(x.rational(), big.NewRat(math.MaxInt64, 3))}
	}
	return x
}

func TestNumber_AgreesWithBigRat(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x, y := anyNumber(t, "x"), anyNumber(t, "y")
		a, b := x.rational(), y.rational()
		same := func(what string, want *big.Rat, got number) {
			require.Zero(t, want.Cmp(got.rational()), "%s: %v, not %v", what, got.rational(), want)
			require.True(t, got.big != nil || got.denominator > 0, what)
		}
		same("sum", new(big.Rat).Add(a, b), x.add(y))
		same("difference", new(big.Rat).Sub(a, b), x.sub(y))
		same("product", new(big.Rat).Mul(a, b), x.mul(y))
		same("opposite", new(big.Rat).Neg(a), x.minus())
		require.Equal(t, a.Cmp(b), x.cmp(y))
		require.Equal(t, a.Sign(), x.sign())
		if x.sign() > 0 {
			same("inverse", new(big.Rat).Inv(a), x.inverse())
		}
		if floor := new(big.Int).Div(a.Num(), a.Denom()); floor.IsInt64() {
			require.Equal(t, floor.Int64(), x.floor())
		}
		if nearest := roundHalfUp(a); nearest.IsInt64() {
			require.Equal(t, nearest.Int64(), x.round())
		}
	})
}

func TestNumber_TakesNoMemoryWhereItFits(t *testing.T) {
	x, y := quotient(7_000_000_001, 7), quotient(-3, 350)
	require.Zero(t, testing.AllocsPerRun(100, func() {
		if x.add(y).mul(y).sub(x).cmp(y) == 0 || x.round() == 0 {
			t.Fail()
		}
	}))
}
