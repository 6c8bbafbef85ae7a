package ucum_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/ucum"
)

func TestConvert_IsExactAndRoundedOnce(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		metric     score.Metric
		code       string
		sent, kept string
	}{
		{score.Steps, "{steps}", "7731", "7731"},
		{score.Steps, "1", "7.731e3", "7731"},
		{score.TotalEnergy, "kcal", "2000.5", "2000.5"},
		{score.TotalEnergy, "kJ", "4.184", "1"},
		{score.TotalEnergy, "kJ", "8368", "2000"},
		{score.TotalEnergy, "kJ", "1", "0.239006"}, // 0.2390057…
		{score.ActiveEnergy, "cal", "1500", "1.5"},
		{score.ActiveEnergy, "J", "4184", "1"},
		{score.ActiveEnergy, "kJ/d", "1046", "250"},
		{score.HeartRate, "{beats}/min", "44", "44"},
		{score.BMI, "kg/m2", "16.2", "16.2"},
		{score.BMI, "kg/m2", "16.2000005", "16.200001"}, // a half goes up
		{score.Temperature, "[degF]", "212", "100"},
		{score.Temperature, "°F", "0", "-17.777778"},
		{score.Temperature, "K", "273.15", "0"},
		{score.Temperature, "Cel", "-3", "-3"},
		{score.Humidity, "%", "55", "55"},
		{score.UV, "1", "11", "11"},
	} {
		unit, ok := ucum.Find(test.metric, test.code)
		require.True(t, ok, "%s %s", test.metric, test.code)
		got, err := unit.Convert(test.sent)
		require.NoError(t, err)
		require.Equal(t, test.kept, got.String(), "%s %s", test.sent, test.code)
	}
}

func TestFind_KnowsAUnitForEachMetricAndNoOthers(t *testing.T) {
	t.Parallel()
	for _, d := range score.Metrics() {
		codes := ucum.Codes(d.Metric)
		require.NotEmpty(t, codes, d.Metric)
		for _, code := range codes {
			unit, ok := ucum.Find(d.Metric, code)
			require.True(t, ok)
			require.True(t, d.Cumulative || !unit.PerDay, "a level has no rate")
		}
		for _, other := range []string{"", "KG/M2", "[lb_av]", "mg/dL", "kCal", "%%"} {
			_, ok := ucum.Find(d.Metric, other)
			require.False(t, ok, "%s in %q", d.Metric, other)
		}
	}
	require.Empty(t, ucum.Codes("sleep"))
}

func TestConvert_RefusesWhatIsNoNumberWithoutQuotingIt(t *testing.T) {
	t.Parallel()
	unit, _ := ucum.Find(score.TotalEnergy, "kJ")
	for _, number := range []string{"", " 1", "12marked34", "0x10", "1_000", "NaN", "Inf", "1e99", "1/3", `"4184"`, strings.Repeat("9", 100)} {
		_, err := unit.Convert(number)
		require.ErrorIs(t, err, score.ErrValue, number)
		require.NotContains(t, err.Error(), "marked")
	}
}
