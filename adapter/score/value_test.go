package score_test

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/link4health/link4health/adapter/score"
)

func TestParseValue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want score.Value
	}{
		{"0", 0},
		{"-0", 0},
		{"7000", 7_000_000_000},
		{"21.45", 21_450_000},
		{"+21.45", 21_450_000},
		{"-39.5", -39_500_000},
		{".5", 500_000},
		{"5.", 5_000_000},
		{"4.2E-02", 42_000},
		{"1e3", 1_000_000_000},
		{"1.88304E+02", 188_304_000},
		{"25.3899993896484", 25_389_999}, // …999.38 down
		{"0.0000005", 1},                 // a half goes up,
		{"-0.0000005", 0},                // also below zero,
		{"-0.0000015", -1},
		{"-0.00000051", -1}, // more than a half to the nearest
		{"0.00000049", 0},
		{"1e-99", 0},
		{"9223372036854.775807", math.MaxInt64},
		{"-9223372036854.775808", math.MinInt64},
	} {
		got, err := score.ParseValue(c.text)
		require.NoError(t, err, c.text)
		require.Equal(t, c.want, got, c.text)
	}
}

func TestParseValue_RefusesWhatIsNoDecimal(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", " ", "1 ", " 1", "NaN", "Inf", "-Infinity", "0x10", "1_000", "1,5", "1/3", "--1", "+-1", ".", "-", "e5",
		"1e", "1e+", "1e100", "1e-100", "1e1000000000", "1.2.3", "1.-2", "١", "null", `"1"`,
		"9223372036854.7758071", "9223372036854.775808", "-9223372036854.775809", "1e13",
		"0.00000000000000000000000000000000000000000000000000000000000000001",
	} {
		_, err := score.ParseValue(text)
		if text == "9223372036854.7758071" { // rounds down to the largest
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, score.ErrValue, text)
		require.Equal(t, "parse value: not a decimal number between -9.2e12 and 9.2e12", err.Error(), "the text is not quoted")
	}
}

func TestFromFloat(t *testing.T) {
	t.Parallel()
	for f, want := range map[float64]score.Value{
		0: 0, math.Copysign(0, -1): 0, 21.45: 21_450_000, -39.5: -39_500_000, 1e-7: 0,
		0.0000005: 1, // below a half in binary, but 5e-7 is what was written
		0.1 + 0.2: 300_000, 36_019: 36_019_000_000, 1e12: 1e18,
	} {
		got, err := score.FromFloat(f)
		require.NoError(t, err)
		require.Equal(t, want, got, "%g", f)
	}
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e13, -1e300, math.MaxFloat64} {
		_, err := score.FromFloat(f)
		require.ErrorIs(t, err, score.ErrValue)
	}
}

func TestValue_TextIsTheShortestDecimal(t *testing.T) {
	t.Parallel()
	for v, want := range map[score.Value]string{
		0: "0", 1: "0.000001", -1: "-0.000001", 21_450_000: "21.45", 7_000_000_000: "7000", -500_000: "-0.5",
		math.MaxInt64: "9223372036854.775807", math.MinInt64: "-9223372036854.775808",
	} {
		require.Equal(t, want, v.String())
		text, err := json.Marshal(v)
		require.NoError(t, err)
		require.Equal(t, want, string(text), "a JSON number")
	}
	require.InDelta(t, 21.45, score.Value(21_450_000).Float(), 1e-12)
}

func TestValue_ReadsItsOwnText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := score.Value(rapid.Int64().Draw(t, "v"))
		parsed, err := score.ParseValue(v.String())
		require.NoError(t, err)
		require.Equal(t, v, parsed)
		var decoded score.Value
		require.NoError(t, json.Unmarshal([]byte(v.String()), &decoded))
		require.Equal(t, v, decoded)
	})
}

func TestValue_JSONIsANumber(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`"1"`, `null`, `true`, `[1]`, `{}`} {
		var v score.Value
		require.Error(t, json.Unmarshal([]byte(text), &v), text)
	}
}

// FuzzParseValue holds ParseValue against math/big: what it accepts is a
// rational number, and its answer is the nearest millionth.
func FuzzParseValue(f *testing.F) {
	for _, seed := range []string{"0", "21.45", "-3", "4.2E-02", "1e99", "1/3", "0x1p-2", "9223372036854.775807", "-0.0000005", "NaN"} {
		f.Add(seed)
	}
	half := big.NewRat(1, 2_000_000)
	f.Fuzz(func(t *testing.T, text string) {
		v, err := score.ParseValue(text)
		if err != nil {
			require.ErrorIs(t, err, score.ErrValue)
			return
		}
		exact, ok := new(big.Rat).SetString(text)
		require.True(t, ok)
		off := exact.Sub(big.NewRat(int64(v), 1_000_000), exact) // rounded less exact
		require.LessOrEqual(t, off.Cmp(half), 0, "a half goes up")
		require.Positive(t, off.Add(off, half).Sign(), "less than a half goes down")
	})
}
