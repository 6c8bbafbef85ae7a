package score_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
)

// TestExplain leaves bmi out: parts of 100 · score · weight / 8000 are 2083.44,
// 468.75, 1312.50, 1093.75, 937.50 and 625, together 6520.94. Rounded down they
// sum to 6518; the three points left go to the two 0.75 and the first 0.50.
func TestExplain(t *testing.T) {
	t.Parallel()
	in := whole(t)
	in.Citizen = append(in.Citizen[1:6:6], reading(t, score.Steps, "5000.5", midnight(3), day)) // 16000.5/3 = 5333.5
	result, err := score.V1().Score(in)
	require.NoError(t, err)
	var out strings.Builder
	require.NoError(t, score.Explain(&out, result))
	require.Equal(t, `factor              value   unit       score  weight  contribution  observed at           source
bmi                 -       kg/m²      -      2000    0             -                     missing: no reading in the last 90 days
steps               5333.5  steps/day  66.67  2500    2083          2016-05-10T00:00:00Z  test+watch
active_energy       107.25  kcal/day   37.5   1000    469           2016-05-10T00:00:00Z  watch
resting_heart_rate  61.5    bpm        70     1500    1313          2016-05-08T00:00:00Z  clinic
temperature         29      °C         87.5   1000    1094          2016-05-10T11:59:58Z  station/1+station/2
humidity            65      % RH       75     1000    937           2016-05-10T11:00:00Z  station/1
uv                  6.5     UV index   50     1000    625           2016-05-09T14:00:00Z  station/1

score 6521 of 10000, coverage 8000 of 10000, as of 2016-05-10T11:59:58Z
model 0x`+v1Hash+`
A wellness index built from population associations; not a medical device and not an individual's risk.
`, out.String())
}

func TestExplain_WithoutAnyData(t *testing.T) {
	t.Parallel()
	result, err := score.V1().Score(citizen())
	require.ErrorIs(t, err, score.ErrCoverage)
	var out strings.Builder
	require.NoError(t, score.Explain(&out, result))
	require.Contains(t, out.String(), "missing: no reading in the last 90 days")
	require.Contains(t, out.String(), "score 0 of 10000, coverage 0 of 10000, as of -\n")
}

// broken is a writer that fails from the n-th write on.
type broken struct{ writes int }

var errBroken = errors.New("broken pipe")

func (b *broken) Write(p []byte) (int, error) {
	if b.writes--; b.writes < 0 {
		return 0, errBroken
	}
	return len(p), nil
}

func TestExplain_ReportsAFailedWrite(t *testing.T) {
	t.Parallel()
	result, err := score.V1().Score(whole(t))
	require.NoError(t, err)
	require.ErrorIs(t, score.Explain(&broken{}, result), errBroken)
	require.ErrorIs(t, score.Explain(&broken{writes: 5}, result), errBroken)
}
