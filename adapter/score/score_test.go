package score_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
)

// whole is an input with all seven factors; see TestScore_ByHand.
func whole(tb testing.TB) score.Input {
	tb.Helper()
	return score.Input{
		AsOf: noon,
		Citizen: []score.Reading{
			from(tb, "scale", score.BMI, "27.5", noon.Add(-day), 0),
			from(tb, "watch", score.Steps, "5000", midnight(1), day),
			from(tb, "watch", score.Steps, "6000", midnight(2), day),
			from(tb, "watch", score.ActiveEnergy, "100", midnight(1), day),
			from(tb, "watch", score.ActiveEnergy, "114.5", midnight(4), day),
			from(tb, "clinic", score.RestingHeartRate, "61.5", midnight(3), day),
		},
		City: []score.Reading{
			from(tb, "station/1", score.Temperature, "28", noon.Add(-time.Hour), time.Hour),
			from(tb, "station/2", score.Temperature, "30", noon.Add(-1500*time.Millisecond), time.Hour),
			from(tb, "station/1", score.Humidity, "65", noon.Add(-time.Hour), time.Hour),
			from(tb, "station/1", score.UV, "3", noon.Add(-time.Hour), time.Hour),
			from(tb, "station/1", score.UV, "6.5", noon.Add(-22*time.Hour), time.Hour),
		},
	}
}

// TestScore_ByHand works a whole score out from the published points:
//
//	factor              value             curve                        score  weight  part
//	bmi                 27.5              93 − 1.25/2.5 · 11            87.5   20 %   1750
//	steps               (5000+6000)/2     3500/5000 · 100               70     25 %   1750
//	active_energy       (100+114.5)/2     107.25/143 · 50               37.5   10 %    375
//	resting_heart_rate  61.5              100 − 16.5/55 · 100           70     15 %   1050
//	temperature         (28+30)/2         100 − 3/6 · 25                87.5   10 %    875
//	humidity            65                100 − 5/10 · 50               75     10 %    750
//	uv                  6.5               100 − 4.5/9 · 100             50     10 %    500
//	                                                                                  7050
func TestScore_ByHand(t *testing.T) {
	t.Parallel()
	result, err := score.V1().Score(whole(t))
	require.NoError(t, err)
	line := func(name, unit, v, s string, weight, contribution uint16, observedAt time.Time, source string) score.Factor {
		exact := value(t, v)
		return score.Factor{
			Name: name, Unit: unit, Value: &exact, Score: value(t, s), Weight: weight, Contribution: contribution,
			ObservedAt: observedAt, Source: source,
		}
	}
	require.Equal(t, score.Result{
		Score: 7050, Coverage: 10000, ModelHash: score.V1().Hash(),
		AsOf: at(t, "2016-05-10T11:59:58Z"), // 11:59:58.5, cut
		Factors: []score.Factor{
			line("bmi", "kg/m²", "27.5", "87.5", 2000, 1750, at(t, "2016-05-09T12:00:00Z"), "scale"),
			line("steps", "steps/day", "5500", "70", 2500, 1750, at(t, "2016-05-10T00:00:00Z"), "watch"),
			line("active_energy", "kcal/day", "107.25", "37.5", 1000, 375, at(t, "2016-05-10T00:00:00Z"), "watch"),
			line("resting_heart_rate", "bpm", "61.5", "70", 1500, 1050, at(t, "2016-05-08T00:00:00Z"), "clinic"),
			line("temperature", "°C", "29", "87.5", 1000, 875, at(t, "2016-05-10T11:59:58.5Z"), "station/1+station/2"),
			line("humidity", "% RH", "65", "75", 1000, 750, at(t, "2016-05-10T11:00:00Z"), "station/1"),
			line("uv", "UV index", "6.5", "50", 1000, 500, at(t, "2016-05-09T14:00:00Z"), "station/1"),
		},
	}, result)
}

// TestScore_ScalesTheOtherWeights leaves bmi and active_energy out of the score
// above, so that 7000 of 10000 are present and a part is 100 · score · weight / 7000:
//
//	steps 70 · 2500 / 70 = 2500; resting_heart_rate 70 · 1500 / 70 = 1500;
//	temperature 87.5 · 1000 / 70 = 1250; humidity 75 · 1000 / 70 = 1071.43;
//	uv 50 · 1000 / 70 = 714.29; together 7035.71, rounded 7036.
//
// Rounded down the parts sum to 7035; the point left goes to humidity, which lost 0.43.
func TestScore_ScalesTheOtherWeights(t *testing.T) {
	t.Parallel()
	in := whole(t)
	in.Citizen = []score.Reading{in.Citizen[1], in.Citizen[2], in.Citizen[5]}
	result, err := score.V1().Score(in)
	require.NoError(t, err)
	require.EqualValues(t, 7036, result.Score)
	require.EqualValues(t, 7000, result.Coverage)
	require.Equal(t, []uint16{0, 2500, 0, 1500, 1250, 1072, 714}, contributions(result))
	require.Equal(t, score.Factor{
		Name: "bmi", Unit: "kg/m²", Weight: 2000, Missing: "no reading in the last 90 days",
	}, result.Factors[0])
}

// contributions lists the factors' contributions in the model's order.
func contributions(r score.Result) []uint16 {
	all := make([]uint16, len(r.Factors))
	for i, f := range r.Factors {
		all[i] = f.Contribution
	}
	return all
}

func TestScore_RoundsHalfUpOnceAtTheEnd(t *testing.T) {
	t.Parallel()
	for steps, want := range map[string]uint16{ // 100 · (steps − 2000) / 50
		"3666.75":     3334, // 3333.5
		"3666.749999": 3333, // 3333.499998
		"3667.25":     3335, // 3334.5: up, not to even
		"2000.25":     1,    // 0.5
		"6999.75":     10000,
		"6999.749999": 9999,
	} {
		result, err := score.V1().Score(citizen(reading(t, score.Steps, steps, midnight(1), day)))
		require.NoError(t, err)
		require.Equal(t, want, result.Score, steps)
		require.Equal(t, want, result.Factors[1].Contribution)
	}
}

// TestScore_IsExactBeforeItIsRounded has a mean whose decimals do not end: steps
// of 11000.25/3 = 3666.75 exactly, shown as such, though no day is.
func TestScore_IsExactBeforeItIsRounded(t *testing.T) {
	t.Parallel()
	result, err := score.V1().Score(citizen(
		reading(t, score.Steps, "3666", midnight(1), day),
		reading(t, score.Steps, "3667", midnight(2), day),
		reading(t, score.Steps, "3667.249999", midnight(3), day),
	))
	require.NoError(t, err)
	require.Equal(t, "3666.75", result.Factors[1].Value.String(), "shown to a millionth: 3666.749999666…")
	require.EqualValues(t, 3333, result.Score, "yet below the half: 3333.49999333…")
}

func TestScore_Extremes(t *testing.T) {
	t.Parallel()
	worst := citizen(reading(t, score.BMI, "60", noon, 0), reading(t, score.Steps, "0", midnight(1), day))
	worst.City = []score.Reading{reading(t, score.UV, "20", noon, 0)}
	result, err := score.V1().Score(worst)
	require.NoError(t, err)
	require.Zero(t, result.Score)
	require.EqualValues(t, 5500, result.Coverage)

	best := citizen(reading(t, score.BMI, "22", noon, 0), reading(t, score.Steps, "9000", midnight(1), day))
	best.City = []score.Reading{reading(t, score.UV, "1", noon, 0)}
	result, err = score.V1().Score(best)
	require.NoError(t, err)
	require.EqualValues(t, 10000, result.Score)
	require.Equal(t, []uint16{3636, 4546, 0, 0, 0, 0, 1818}, contributions(result)) // 3636.36, 4545.45, 1818.18
}

func TestScore_WithoutAnyData(t *testing.T) {
	t.Parallel()
	result, err := score.V1().Score(citizen())
	var coverage *score.CoverageError
	require.ErrorAs(t, err, &coverage)
	require.ErrorIs(t, err, score.ErrCoverage)
	require.Len(t, coverage.Missing, 7)
	require.Len(t, result.Factors, 7, "says what is missing all the same")
	require.True(t, result.AsOf.IsZero())
	require.Zero(t, result.Score)
}

func TestResult_Require(t *testing.T) {
	t.Parallel()
	in := whole(t)
	in.Citizen = in.Citizen[:3] // bmi and steps
	in.City = in.City[2:3]      // humidity
	result, err := score.V1().Score(in)
	require.NoError(t, err)
	require.NoError(t, result.Require(0))
	require.NoError(t, result.Require(5500))
	err = result.Require(5501)
	require.EqualError(t, err,
		"too few kinds of measurement for a score: coverage is 5500 of 10000, at least 5501 is needed")
	var coverage *score.CoverageError
	require.True(t, errors.As(err, &coverage))
	require.Equal(t, &score.CoverageError{
		Coverage: 5500, Minimum: 5501, Missing: []string{"active_energy", "resting_heart_rate", "temperature", "uv"},
	}, coverage)
	require.EqualValues(t, 5000, score.DefaultMinCoverage)
}

func TestReport_JSON(t *testing.T) {
	t.Parallel()
	in := whole(t)
	in.Citizen, in.City = in.Citizen[:3], in.City[:2]
	result, err := score.V1().Score(in)
	require.NoError(t, err)
	text, err := json.Marshal(result.Report("u-1", "0x00000000000000000000000000000000000000aa"))
	require.NoError(t, err)
	missing := `"score":null,"weight":WEIGHT,"contribution":0,"observedAt":null,"source":null`
	require.Equal(t, strings.Join([]string{
		`{"userId":"u-1","subject":"0x00000000000000000000000000000000000000aa",`,
		// (87.5 · 2000 + 70 · 2500 + 87.5 · 1000) / 55 = 7954.55
		`"score":7955,"coverage":5500,"asOf":1462881598,"modelHash":"0x` + v1Hash + `","factors":[`,
		// 3181.82, 3181.82 and 1590.91: of the two points lost one goes to uv's 0.91, one to the first 0.82
		`{"name":"bmi","value":27.5,"unit":"kg/m²","score":87.5,"weight":2000,"contribution":3182,`,
		`"observedAt":"2016-05-09T12:00:00Z","source":"scale"},`,
		`{"name":"steps","value":5500,"unit":"steps/day","score":70,"weight":2500,"contribution":3182,`,
		`"observedAt":"2016-05-10T00:00:00Z","source":"watch"},`,
		`{"name":"active_energy","value":null,"unit":"kcal/day",` + strings.Replace(missing, "WEIGHT", "1000", 1),
		`,"missing":"no reading in the last 7 whole days"},`,
		`{"name":"resting_heart_rate","value":null,"unit":"bpm",` + strings.Replace(missing, "WEIGHT", "1500", 1),
		`,"missing":"no reading in the last 7 whole days"},`,
		`{"name":"temperature","value":29,"unit":"°C","score":87.5,"weight":1000,"contribution":1591,`,
		`"observedAt":"2016-05-10T11:59:58.5Z","source":"station/1+station/2"},`,
		`{"name":"humidity","value":null,"unit":"% RH",` + strings.Replace(missing, "WEIGHT", "1000", 1),
		`,"missing":"no reading in the last 24 h"},`,
		`{"name":"uv","value":null,"unit":"UV index",` + strings.Replace(missing, "WEIGHT", "1000", 1),
		`,"missing":"no reading in the last 24 h"}]}`,
	}, ""), string(text))
}

func TestReport_WithoutAnyData(t *testing.T) {
	t.Parallel()
	result, err := score.V1().Score(citizen())
	require.ErrorIs(t, err, score.ErrCoverage)
	require.Zero(t, result.Report("u", "").AsOf)
}

func TestScoreAmid_IsScoreForAllOfACity(t *testing.T) {
	t.Parallel()
	model := score.V1()
	city := []score.Reading{
		{Metric: score.Temperature, Value: 31_000_000, ObservedAt: noon.Add(-time.Hour), Source: "station"},
		{Metric: score.UV, Value: 7_000_000, ObservedAt: noon, Source: "station"},
	}
	around := model.Surroundings(score.Input{AsOf: noon, City: city})
	for bmi := score.Value(18); bmi < 40; bmi++ {
		citizen := []score.Reading{{Metric: score.BMI, Value: bmi * 1_000_000, ObservedAt: noon, Source: "scale"}}
		want, err := model.Score(score.Input{AsOf: noon, Citizen: citizen, City: city})
		require.NoError(t, err)
		got, err := model.ScoreAmid(score.Input{AsOf: noon, Citizen: citizen}, around)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	wrong := model.Surroundings(score.Input{AsOf: noon, City: []score.Reading{{Metric: score.BMI, Value: 20_000_000, ObservedAt: noon, Source: "scale"}}})
	_, err := model.ScoreAmid(score.Input{AsOf: noon}, wrong)
	require.ErrorIs(t, err, score.ErrScope)
}
