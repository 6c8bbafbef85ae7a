package score_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
)

// curveCase is a measurement and the factor score worked out by hand.
type curveCase struct{ x, want string }

// TestCurves_ByHand walks every published point, one value between each pair
// of neighbours, and both flat ends, of every factor. The arithmetic stands beside.
func TestCurves_ByHand(t *testing.T) {
	t.Parallel()
	for metric, cases := range map[score.Metric][]curveCase{
		score.BMI: {
			{"10", "59"}, {"16.75", "59"},
			{"18", "73.5"},      // 59 + 1.25/2.5 · 29
			{"19.25", "88"},     //
			{"19.5", "92"},      // 88 + 0.25/0.75 · 12
			{"20", "100"},       //
			{"22.5", "100"},     // flat
			{"25", "100"},       //
			{"25.5", "97.2"},    // 100 − 0.5/1.25 · 7
			{"26.25", "93"},     //
			{"27.5", "87.5"},    // 93 − 1.25/2.5 · 11
			{"28.75", "82"},     //
			{"30", "75.666667"}, // 82 − 1.25/3.75 · 19 = 82 − 6.333…
			{"32.5", "63"},      //
			{"35", "49"},        // 63 − 2.5/5 · 28
			{"37.5", "35"},      //
			{"40", "17.5"},      // 35 − 2.5/5 · 35
			{"42.5", "0"}, {"80", "0"},
		},
		score.Steps: {
			{"0", "0"}, {"2000", "0"},
			{"2001", "0.02"}, // 1/5000 · 100
			{"4500", "50"},   // 2500/5000 · 100
			{"7000", "100"}, {"36019", "100"},
		},
		score.ActiveEnergy: {
			{"0", "0"},
			{"71.5", "25"}, // 71.5/143 · 50
			{"143", "50"},
			{"214.5", "75"}, // 50 + 71.5/143 · 50
			{"286", "100"}, {"10000", "100"},
		},
		score.RestingHeartRate: {
			{"25", "100"}, {"45", "100"},
			{"50.5", "90"},      // 100 − 5.5/55 · 100
			{"60", "72.727273"}, // 100 − 15/55 · 100 = 100 − 27.2727…
			{"72.5", "50"},      // 100 − 27.5/55 · 100
			{"100", "0"}, {"220", "0"},
		},
		score.Temperature: {
			{"-50", "0"}, {"-40", "0"},
			{"-33.5", "12.5"}, // 6.5/13 · 25
			{"-27", "25"},
			{"-20", "37.5"}, // 25 + 7/14 · 25
			{"-13", "50"},
			{"-6.5", "62.5"}, // 50 + 6.5/13 · 25
			{"0", "75"},
			{"4.5", "87.5"}, // 75 + 4.5/9 · 25
			{"9", "100"}, {"17", "100"}, {"26", "100"},
			{"29", "87.5"}, // 100 − 3/6 · 25
			{"32", "75"},
			{"35", "62.5"}, // 75 − 3/6 · 25
			{"38", "50"},
			{"42", "25"}, // 50 − 4/8 · 50
			{"46", "0"}, {"60", "0"},
		},
		score.Humidity: {
			{"0", "0"}, {"10", "0"},
			{"20", "25"}, // 10/20 · 50
			{"30", "50"},
			{"35", "75"}, // 50 + 5/10 · 50
			{"40", "100"}, {"50", "100"}, {"60", "100"},
			{"65", "75"}, // 100 − 5/10 · 50
			{"70", "50"},
			{"80", "25"}, // 50 − 10/20 · 50
			{"90", "0"}, {"100", "0"},
		},
		score.UV: {
			{"0", "100"}, {"2", "100"},
			{"6.5", "50"},      // 100 − 4.5/9 · 100
			{"8", "33.333333"}, // 100 − 6/9 · 100
			{"11", "0"}, {"20", "0"},
		},
	} {
		t.Run(string(metric), func(t *testing.T) {
			t.Parallel()
			for _, c := range cases {
				f := factor(t, single(t, metric, c.x), metric)
				requireValue(t, c.x, f)
				require.Equal(t, c.want, f.Score.String(), "score of %s", c.x)
			}
		})
	}
}

// single is an input whose only reading makes the factor's value x: the total of
// yesterday for a citizen, an hour of this morning for a city.
func single(tb testing.TB, m score.Metric, x string) score.Input {
	tb.Helper()
	if d, _ := score.Define(m); d.Scope == score.City {
		return city(reading(tb, m, x, noon.Add(-time.Hour), time.Hour))
	}
	return citizen(reading(tb, m, x, midnight(1), day))
}
