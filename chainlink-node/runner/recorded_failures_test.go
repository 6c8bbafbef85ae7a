package runner_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// play is a recorded failure, played with the runner.
type play struct {
	row    string // how its row in docs/runner.md begins
	act    func(*stage)
	better *outcome // what comes of it here, if that is not what was recorded
}

// plays are the recorded failures by name.
func plays() map[string]play {
	nothing := &outcome{Runs: []string{}}
	refused := &outcome{Runs: []string{"errored"}}
	once := &outcome{Answered: 1, Delivered: 1, Asked: 1, Runs: []string{"completed"}}
	twiceAsked := &outcome{Answered: 1, Delivered: 1, Asked: 2, Runs: []string{"completed"}}
	const (
		faulty    = "adapter's error"
		down      = "adapter down"
		cutOff    = "stopped or killed"
		early     = "reorganisation before the confirmations"
		again     = "request and answer both replaced"
		gone      = "request and answer both dropped"
		unnoticed = "plain `anvil_reorg`"
	)
	all := map[string]play{
		"requester-not-allowed": {row: "requester not allowed", act: strangerAsks},
		"payment-too-low":       {row: "requester not allowed", act: paysTooLittle},
		"specid":                {row: "spec id", act: namesTheJobInEveryForm},
		"replay-again":          {row: "replay", act: looksAgainAtWhatIsAnswered},

		"adapter-err500":                        {row: faulty, act: fails(1, envelope500)},
		"adapter-err400":                        {row: faulty, act: fails(1, envelope400)},
		"adapter-http500":                       {row: faulty, act: fails(1, http500)},
		"adapter-http400":                       {row: faulty, act: fails(1, http400)},
		"adapter-noresult":                      {row: faulty, act: fails(1, noResult)},
		"adapter-err500-retries1":               {row: faulty, act: fails(1, envelope500)},
		"adapter-err500-retries3":               {row: faulty, act: fails(3, envelope500)},
		"adapter-err400-retries3":               {row: faulty, act: fails(3, envelope400)},
		"backoff-maxBackoff-only-1s":            {row: faulty, act: fails(2, envelope500)},
		"backoff-minBackoff-only-20s":           {row: faulty, act: fails(2, envelope500)},
		"backoff-no-backoff-given":              {row: faulty, act: fails(3, envelope500)},
		"adapter-err500-twice-then-ok-retries3": {row: down, act: failsTwice},
		"adapter-down-no-retries":               {row: faulty, act: isDownWithoutRetries},
		"adapter-down-retries":                  {row: down, act: isDownForAWhile},
		"adapter-down-head-of-line":             {row: down, act: failsOnlyForOne},

		"unauthorised-minConf1-failOnRevert": {row: "key not authorised", act: isNotAuthorised(`minConfirmations="1"`), better: refused},
		"unauthorised-minConf0":              {row: "key not authorised", act: isNotAuthorised(`minConfirmations="0"`), better: refused},
		"unauthorised-simulate-checker":      {row: "the same with `transmitChecker`", act: checksByTransmitChecker, better: refused},
		"callback-reverts":                   {row: "callback reverts", act: callsBackInVain, better: &outcome{Asked: 1, Runs: []string{"errored"}}},
		"gaslimit-400000":                    {row: "gas limit 400,000", act: grantsTooLittleGas, better: once},
		"key-without-eth":                    {row: "key without ETH", act: isPoorForAWhile},
		"key-without-eth-error-recognised":   {row: "key without ETH", act: isPoorForAWhile},
		"cancel":                             {row: "request cancelled", act: isCancelled},

		"request-before-job-exists": {row: "request before the job exists", act: asksBeforeTheStart},
		"request-right-after-job":   {row: "request before the job exists", act: asksAtTheStart},
		"delete-job-while-pending": {row: "job removed", act: losesItsJob,
			better: &outcome{Answered: 2, Delivered: 2, Asked: 2, Runs: []string{"completed", "completed"}}},

		"restart-request-while-down":           {row: cutOff, act: asksWhileItIsDown(5)},
		"restart-down-200-blocks":              {row: cutOff, act: asksWhileItIsDown(200)},
		"restart-waiting-confirmations":        {row: cutOff, act: stopsBeforeTheConfirmations},
		"restart-SIGTERM-during-bridge-call":   {row: cutOff, act: stopsWhileTheAdapterThinks},
		"restart-SIGKILL-during-bridge-call":   {row: cutOff, act: stopsWhileTheAdapterThinks},
		"restart-SIGTERM-during-retry-backoff": {row: cutOff, act: stopsBetweenTwoTries},
		"restart-SIGTERM-with-queue":           {row: cutOff, act: stopsWithAQueue},
		"restart-SIGTERM-after-broadcast":      {row: "killed after the broadcast", act: stopsAfterTheBroadcast},
	}
	for _, notices := range []string{"-removed-logs", ""} { // whether the chain told of the logs it removed
		all["reorg-after-fulfilment-request-kept-conf1"+notices] = play{row: again, act: isReplacedWithItsAnswer(0), better: twiceAsked}
		all["reorg-after-fulfilment-request-in-other-block-conf1"+notices] = play{row: again, act: isReplacedWithItsAnswer(1), better: twiceAsked}
		all["reorg-after-fulfilment-both-dropped-conf1"+notices] = play{row: gone, act: vanishesWithItsAnswer,
			better: &outcome{Asked: 1, Runs: []string{}}}
	}
	all["reorg-request-dropped-conf3-removed-logs"] = play{row: early, act: vanishesBeforeItsConfirmations}
	all["reorg-request-moved-conf3-removed-logs"] = play{row: early, act: movesBeforeItsConfirmations}
	all["reorg-request-dropped-conf3"] = play{row: unnoticed, act: vanishesBeforeItsConfirmations, better: nothing}
	all["reorg-request-moved-conf3"] = play{row: unnoticed, act: movesBeforeItsConfirmations, better: once}
	all["reorg-deeper-than-finality"] = play{row: "reorganisation deeper than finality", act: isReplacedDeeperThanFinality,
		better: &outcome{Answered: 1, Delivered: 1, Asked: 2, Runs: []string{"completed", "completed"}}}
	return all
}

func TestRun_EndsEveryRecordedFailureAsTheRealNodeDidOrBetter(t *testing.T) {
	t.Parallel()
	var recorded []struct {
		Case string
		outcome
	}
	read(t, "failures.json", &recorded)
	guide, err := os.ReadFile(filepath.Join("..", "..", "docs", "runner.md"))
	require.NoError(t, err)
	all := plays()
	require.Len(t, all, len(recorded))
	for _, r := range recorded {
		t.Run(r.Case, func(t *testing.T) {
			t.Parallel()
			p, found := all[r.Case]
			require.True(t, found, "nothing plays it")
			row := rowOf(string(guide), p.row)
			require.NotEmpty(t, row, "docs/runner.md has no row %q", p.row)
			want := r.outcome
			if p.better != nil {
				want = *p.better
				require.NotEqual(t, r.outcome, want, "it is not another outcome")
				require.Contains(t, row, "better:", "docs/runner.md does not name what is better")
			}
			s := newStageFor(t, r.Case)
			p.act(s)
			require.Equal(t, want, s.outcome())
		})
	}
}

// newStageFor has anvil where the recording reorganised it, and the embedded chain for the rest.
func newStageFor(t *testing.T, name string) *stage {
	t.Helper()
	if strings.HasPrefix(name, "reorg-") {
		return newStage(newAnvilWorld(t))
	}
	return newStage(newWorld(t), nil)
}

// rowOf is the row of a table that begins so.
func rowOf(page, first string) string {
	for line := range strings.Lines(page) {
		if strings.HasPrefix(line, "| "+first) {
			return line
		}
	}
	return ""
}

// read reads JSON from testdata.
func read(t *testing.T, name string, to any) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(content, to))
}
