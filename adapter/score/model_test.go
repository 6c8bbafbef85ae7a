package score_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
)

// v1Hash is the hash of model version 1. Consumers on chain compare with it: a
// change of the model is a new version in a file of its own, never an edit of this.
const v1Hash = "119a3aa72abdc30f6ce46ea79968474071833e4829ab087acbfd48239ebe58ec"

// modelFile is the text of model version 1.
func modelFile(tb testing.TB) string {
	tb.Helper()
	text, err := os.ReadFile("model/v1.json")
	require.NoError(tb, err)
	return string(text)
}

func TestV1_HashIsPublished(t *testing.T) {
	t.Parallel()
	m := score.V1()
	hash := m.Hash()
	require.Equal(t, v1Hash, hex.EncodeToString(hash[:]))
	require.Equal(t, [32]byte(crypto.Keccak256Hash(m.CanonicalJSON())), hash, "as Ethereum hashes")
	require.Equal(t, "link4health-wellness", m.ID())
	require.Equal(t, 1, m.Version())
}

func TestV1_CanonicalFormIsTheFileSortedAndWithoutSpace(t *testing.T) {
	t.Parallel()
	decoder := json.NewDecoder(strings.NewReader(modelFile(t)))
	decoder.UseNumber()
	var file map[string]any
	require.NoError(t, decoder.Decode(&file))
	var want bytes.Buffer
	encoder := json.NewEncoder(&want) // sorts the keys of maps
	encoder.SetEscapeHTML(false)
	require.NoError(t, encoder.Encode(file))
	require.Equal(t, strings.TrimSpace(want.String()), string(score.V1().CanonicalJSON()))
}

func TestV1_Weights(t *testing.T) {
	t.Parallel()
	weights := make(map[score.Metric]uint16)
	for _, f := range score.V1().Factors() {
		weights[f.Metric] = f.Weight
		require.NotEmpty(t, f.Source)
	}
	require.Equal(t, map[score.Metric]uint16{
		"bmi": 2000, "steps": 2500, "active_energy": 1000, "resting_heart_rate": 1500,
		"temperature": 1000, "humidity": 1000, "uv": 1000,
	}, weights)
}

func TestV1_WindowsAreThePublishedConstants(t *testing.T) {
	t.Parallel()
	for _, f := range score.V1().Factors() {
		hours := time.Duration(f.Window.Hours) * time.Hour
		switch f.Metric {
		case score.BMI:
			require.Equal(t, score.BMIWindow, hours)
		case score.Temperature, score.Humidity, score.UV:
			require.Equal(t, score.CityWindow, hours)
		default:
			require.Equal(t, score.HabitualDays, f.Window.Days)
		}
		if f.Metric == score.ActiveEnergy {
			require.Equal(t, score.RestingEnergyWindow, time.Duration(f.Otherwise.Hours)*time.Hour)
		}
	}
}

func TestModel_Reach(t *testing.T) {
	t.Parallel()
	for metric, want := range map[score.Metric]time.Duration{
		score.BMI: 90 * day, score.Steps: 9 * day, score.ActiveEnergy: 9 * day, score.TotalEnergy: 30 * day,
		score.RestingHeartRate: 9 * day, score.HeartRate: 9 * day,
		score.Temperature: day, score.Humidity: day, score.UV: day, score.UVMean: 0,
	} {
		require.Equal(t, want, score.V1().Reach(metric), metric)
	}
}

func TestModel_IsNotChangedThroughItsParts(t *testing.T) {
	t.Parallel()
	m := score.V1()
	for _, f := range m.Factors() {
		f.Points[0].X = -1
		if f.Otherwise != nil {
			f.Otherwise.From = "nothing"
		}
	}
	m.Factors()[0].Weight = 1
	m.CanonicalJSON()[0] = 'x'
	require.Equal(t, []score.FactorSpec(m.Factors()), mustParse(t, modelFile(t)).Factors())
	require.Equal(t, mustParse(t, modelFile(t)).CanonicalJSON(), score.V1().CanonicalJSON())
}

// mustParse reads a model that is right.
func mustParse(tb testing.TB, text string) score.Model {
	tb.Helper()
	m, err := score.ParseModel([]byte(text))
	require.NoError(tb, err)
	return m
}

func TestModel_HashFollowsEveryPart(t *testing.T) {
	t.Parallel()
	seen := map[[32]byte]string{score.V1().Hash(): "version 1 itself"}
	for name, change := range map[string][]string{
		"the id":               {`"link4health-wellness"`, `"other"`},
		"the version":          {`"version": 1`, `"version": 2`},
		"two weights":          {`"weight": 2000`, `"weight": 2001`, `"weight": 2500`, `"weight": 2499`},
		"a point's value":      {`[26.25, 93]`, `[26.250001, 93]`},
		"a point's score":      {`[26.25, 93]`, `[26.25, 93.000001]`},
		"a window of hours":    {`"hours": 2160`, `"hours": 2159`},
		"a window of days":     {`"days": 7`, `"days": 8`},
		"a window's take":      {`"maximum"`, `"mean"`},
		"the percentile":       {`"percentile": 5`, `"percentile": 6`},
		"the length of a mean": {`"minutes": 5`, `"minutes": 6`},
		"the window of rest":   {`"hours": 720`, `"hours": 721`},
		"a source":             {`CMAJ`, `JAMA`},
	} {
		text := strings.NewReplacer(change...).Replace(modelFile(t))
		require.NotEqual(t, modelFile(t), text, "%s: nothing was changed", name)
		hash := mustParse(t, text).Hash()
		require.NotContains(t, seen, hash, name)
		seen[hash] = name
	}
}

func TestModel_HashIgnoresLayout(t *testing.T) {
	t.Parallel()
	var compact bytes.Buffer
	require.NoError(t, json.Compact(&compact, []byte(modelFile(t))))
	text := strings.NewReplacer(`[20,100]`, `[2e1,100.0]`).Replace(compact.String())
	require.NotEqual(t, compact.String(), text)
	require.Equal(t, score.V1().Hash(), mustParse(t, text).Hash())
	require.Equal(t, score.V1().Hash(), mustParse(t, string(score.V1().CanonicalJSON())).Hash())
}

func TestParseModel_NamesTheFault(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ old, new, want string }{
		"not JSON":              {`{`, ``, "read model: "},
		"an unknown key":        {`"days": 7`, `"weeks": 1`, `read model: json: unknown field "weeks"`},
		"text after the end":    {"\n  ]\n}", "\n  ]\n} {}", "read model: text after the end of the model"},
		"no id":                 {`"link4health-wellness"`, `""`, "check model: id and a version of 1 or more are needed"},
		"version 0":             {`"version": 1`, `"version": 0`, "check model: id and a version of 1 or more are needed"},
		"weights beyond 10000":  {`"weight": 2000`, `"weight": 2001`, "check model: weights sum to 10001, not 10000"},
		"a weight of 0":         {`"weight": 2000`, `"weight": 0`, `check model: factor "bmi": weight is 0`},
		"a negative weight":     {`"weight": 2000`, `"weight": -1`, "read model: json: cannot unmarshal number -1"},
		"an unknown metric":     {`"name": "bmi"`, `"name": "bmx"`, `check model: factor "bmx": unknown metric`},
		"a factor twice":        {`"name": "humidity",` + "\n      " + `"unit": "% RH"`, `"name": "temperature", "unit": "°C"`, `factor "temperature": appears twice`},
		"another unit":          {`"kg/m²"`, `"kg"`, `check model: factor "bmi": unit is "kg", not "kg/m²"`},
		"one point":             {`[[2000, 0], [7000, 100]]`, `[[2000, 0]]`, `factor "steps": a curve needs at least 2 points, not 1`},
		"a point of three":      {`[2000, 0]`, `[2000, 0, 1]`, "a point has 2 numbers, not 3"},
		"a point that is empty": {`[2000, 0]`, `[null, null]`, "not a decimal number"},
		"a point out of order":  {`[[2000, 0], [7000, 100]]`, `[[2000, 0], [2000, 100]]`, `factor "steps": point 1: 2000 does not come after 2000`},
		"a score above 100":     {`[7000, 100]`, `[7000, 100.1]`, `factor "steps": point 1: score 100.1 is outside 0 to 100`},
		"a score below 0":       {`[2000, 0]`, `[2000, -1]`, `factor "steps": point 0: score -1 is outside 0 to 100`},
		"an unknown take":       {`"maximum"`, `"median"`, `factor "uv": window "median" is unknown`},
		"days for a latest":     {`"hours": 2160`, `"days": 90`, `window "latest" needs hours of 1 or more and no days`},
		"hours for days":        {`"days": 7`, `"hours": 7`, `window "mean_of_days" needs days of 1 or more and no hours`},
		"an unknown derivation": {`"above_rest"`, `"guess"`, `factor "active_energy": derivation "guess" is unknown`},
		"rest without a window": {`, "hours": 720`, ``, `"above_rest" needs a total, hours of 1 or more and nothing else`},
		"rest from a level":     {`"total_energy"`, `"heart_rate"`, `"above_rest" needs a total`},
		"means that straddle":   {`"minutes": 5`, `"minutes": 7`, `"percentile_of_means" needs a level, minutes that divide an hour`},
		"means of a total":      {`"from": "heart_rate"`, `"from": "steps"`, `"percentile_of_means" needs a level`},
		"a percentile of 0":     {`"percentile": 5`, `"percentile": 0`, `a percentile of 1 to 100`},
		"derived from a city's": {`"from": "heart_rate"`, `"from": "uv"`, `derived from "uv", which is no metric of a citizen`},
		"a latest derived otherwise": {
			`"hours": 2160},`, `"hours": 2160}, "otherwise": {"take": "above_rest", "from": "steps", "hours": 1},`,
			"only a mean of days can be derived otherwise",
		},
		"no source": {`"source": "Lee`, `"source": "", "was": "Lee`, `unknown field "was"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, modelFile(t), c.old)
			m, err := score.ParseModel([]byte(strings.Replace(modelFile(t), c.old, c.new, 1)))
			require.ErrorContains(t, err, c.want)
			require.Empty(t, m.Factors())
		})
	}
}

func TestModel_ZeroScoresNothing(t *testing.T) {
	t.Parallel()
	_, err := score.Model{}.Score(citizen())
	require.ErrorIs(t, err, score.ErrCoverage)
}

// FuzzParseModel: a model that is accepted survives its canonical form, which is
// sorted, and scores any input within bounds.
func FuzzParseModel(f *testing.F) {
	f.Add([]byte(modelFile(f)))
	f.Add([]byte(`{"id":"a","version":1,"factors":[{"name":"uv","unit":"UV index","weight":10000,` +
		`"points":[[-9e12,0],[9e12,100]],"window":{"take":"mean","hours":1},"source":"s"}]}`))
	f.Add([]byte(`{"id":"a","version":1,"factors":null}`))
	in := citizen(reading(f, score.BMI, "30", noon, 0), reading(f, score.Steps, "5000", midnight(1), day))
	in.City = []score.Reading{reading(f, score.UV, "3", noon, 0)}
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := score.ParseModel(text)
		if err != nil {
			return
		}
		again, err := score.ParseModel(m.CanonicalJSON())
		require.NoError(t, err)
		require.Equal(t, m.CanonicalJSON(), again.CanonicalJSON())
		require.Equal(t, m.Hash(), again.Hash())
		result, err := m.Score(in)
		if err == nil {
			requireSound(t, m, in, result)
		}
	})
}
