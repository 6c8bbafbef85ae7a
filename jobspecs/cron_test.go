package jobspecs_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/jobspecs"
)

const cronJob = `type = "cron"
schemaVersion = 1
name = "refresh"
externalJobID = "1a5cd3e1-d44e-4d61-b0a2-93a3a5a1c1f0"
evmChainID = "31337"
schedule = "CRON_TZ=Asia/Kolkata 30 0 6 * * *"
observationSource = '''
    encode [type="ethabiencode" abi="requestScore(address subject)" data=<{"subject": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"}>]
    submit [type="ethtx" to="0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9" data="$(encode)"]
    encode -> submit
'''
`

func TestParseCron_ReadsJobAndSchedule(t *testing.T) {
	t.Parallel()
	job, err := jobspecs.ParseCron([]byte(cronJob))
	require.NoError(t, err)
	require.Equal(t, "refresh", job.Spec.Name)
	require.EqualValues(t, 31337, job.Spec.EVMChainID)
	require.Len(t, job.Spec.Tasks, 2)
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	require.Equal(t, time.Date(2026, 3, 5, 0, 30, 30, 0, time.UTC), job.Schedule.Next(now).UTC(), "six o'clock in India")
	require.Equal(t, jobspecs.TypeCron, jobspecs.TypeOf([]byte(cronJob)))
	require.Empty(t, jobspecs.TypeOf([]byte("=")))
}

func TestParseCron_RefusesWhatANodeRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ old, new, want string }{
		"another type":       {`type = "cron"`, `type = "webhook"`, `line 1: job-type: type is "webhook", not "cron"`},
		"no schedule":        {`schedule = "CRON_TZ=Asia/Kolkata 30 0 6 * * *"`, ``, `schedule: schedule: want a time zone`},
		"no time zone":       {`CRON_TZ=Asia/Kolkata `, ``, `line 6: schedule: schedule: want a time zone`},
		"a day of 25 hours":  {`30 0 6`, `30 0 25`, `line 6: schedule: schedule: "CRON_TZ=Asia/Kolkata 30 0 25`},
		"a place unknown":    {`Asia/Kolkata`, `Asia/Nowhere`, `line 6: schedule`},
		"no chain":           {`evmChainID = "31337"`, ``, `evm-chain-id`},
		"no TOML":            {`type = "cron"`, `type =`, `toml`},
		"an undeclared task": {`encode -> submit`, `encode -> nothing`, `undeclared-task`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := jobspecs.ParseCron([]byte(strings.Replace(cronJob, c.old, c.new, 1)))
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestParseSchedule_TakesFiveFieldsAndDurations(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Time{
		"CRON_TZ=UTC 15 * * * *": now.Add(15 * time.Minute),
		"@every 90s":             now.Add(90 * time.Second),
		"CRON_TZ=UTC @hourly":    now.Add(time.Hour),
	} {
		schedule, err := jobspecs.ParseSchedule(text)
		require.NoError(t, err, text)
		require.Equal(t, want, schedule.Next(now), text)
	}
}
