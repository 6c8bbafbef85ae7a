package storetest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store/storetest"
)

func TestNoiseless_LeavesWhatIsSaid(t *testing.T) {
	t.Parallel()
	for log, want := range map[string]string{
		`time=2026-11-22T13:55:04.107Z level=DEBUG msg="database statement" statement="SAVEPOINT sp10393122102305679866" rows=0 duration=211.186µs`: `~ level=DEBUG msg="database statement" statement="~" rows=0 ~`,
		`{"time":"2026-11-22T13:33:21.048222054Z","level":"INFO","duration_ms":21.061,"endpoint":"score","rows":7712}`:                              `{~,"level":"INFO",~,"endpoint":"score","rows":7712}`,
		`{"level":"DEBUG","statement":"INSERT INTO t VALUES (7712)","duration":321323}`:                                                             `{"level":"DEBUG","statement":"INSERT INTO t VALUES (7712)",~}`,
		`observed_at=2031-04-01T00:00:00Z value=31415`:                                                                                              `observed_at=2031-04-01T00:00:00Z value=31415`,
	} {
		require.Equal(t, want, storetest.Noiseless(log))
	}
}
