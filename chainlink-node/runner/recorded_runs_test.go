package runner_test

import (
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// recordedJob is the score job that was recorded, for this world's Operator and whoever asks.
func (s *stage) recordedJob() *jobspecs.Spec {
	s.t.Helper()
	toml, err := os.ReadFile(filepath.Join("pipeline", "testdata", "happy", "score.toml"))
	require.NoError(s.t, err)
	const operator, requesters = "0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9", `requesters = ["0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9"]`
	require.Contains(s.t, string(toml), requesters)
	s.cfg.Bridges["ea-score"] = s.adapter.URL
	return s.parse([]byte(strings.NewReplacer(
		operator, s.at.Operator.Hex(), requesters, "", `"100000000000000000"`, `"1"`, "Bearer x", "Bearer "+token).Replace(string(toml))))
}

// recordedAnswer is what the recorded adapter told.
const recordedAnswer = `{"data":{"result":731,"asOf":1763800000,` +
	`"modelHash":"0x1a1f4502024df8a68d12e64bb2364ad6308d04ed0a7d5e8300a676ec70867140"},"result":731,"statusCode":200}`

func TestRun_AnswersARequestOfVersionOneAsTheRealNode(t *testing.T) {
	t.Parallel()
	var recorded struct {
		FulfilledWith string   `json:"fulfilledWith"`
		Fulfilled     bool     `json:"fulfilled"`
		Score         []string `json:"score"` // what the consumer got, and when
	}
	read(t, "v1-request.json", &recorded)
	s := newStage(newAnvilWorld(t))
	s.adapter.behave(status(200, recordedAnswer))
	job := s.recordedJob()
	s.begin(job)
	spec, _ := jobspecs.SpecID(job.ExternalJobID)
	s.fund(4, payment)
	callback := [4]byte{1, 2, 3, 4}
	request := s.requestIn(s.send(4, s.at.LinkToken, bindings.NewLinkToken().PackTransferAndCall(s.at.Operator, big.NewInt(payment),
		bindings.NewOperator().PackOracleRequest(s.account(4), big.NewInt(payment), spec, s.account(4), callback,
			common.Big1, common.Big1, []byte("\x66userId\x61u")))))

	answered := s.runner.ended(request)

	require.Equal(t, recorded.Fulfilled, answered.State == journal.Completed, answered.Error)
	tx, _, err := s.client.TransactionByHash(t.Context(), answered.TxHash)
	require.NoError(t, err)
	operator := bindings.NewOperator().GetABI()
	method, err := operator.MethodById(tx.Data())
	require.NoError(t, err)
	require.Equal(t, recorded.FulfilledWith, method.Name)
	arguments, err := method.Inputs.Unpack(tx.Data()[4:])
	require.NoError(t, err)
	told := arguments[len(arguments)-1].([]byte)
	require.Equal(t, request[:], told[:32])
	require.Equal(t, recorded.Score[:3], []string{
		new(big.Int).SetBytes(told[32:64]).String(), new(big.Int).SetBytes(told[64:96]).String(), common.BytesToHash(told[96:]).Hex(),
	})
	require.Equal(t, outcome{Answered: 1, Delivered: 1, Asked: 1, Runs: []string{"completed"}}, s.outcome())
}

func TestRun_WaitsForFinalityAsTheRealNodeWhereTheJobDoesNotSay(t *testing.T) {
	t.Parallel()
	var recorded struct {
		Took          int64  `json:"runFinishedMsAfterFulfilment"`
		FinalityDepth uint64 `json:"finalityDepth"`
	}
	read(t, "ethtx-without-minConfirmations.json", &recorded)
	const blockTime = time.Second // of the recorded chain
	s := newStage(newWorld(t), nil)
	s.cfg.FinalityDepth = recorded.FinalityDepth
	s.begin(s.replaced(jobspecs.Score, ` minConfirmations="1"`, ""))
	request := s.requestScore(2)
	mined := s.runner.reached(request, func(state journal.State) bool { return state == journal.Mined })
	blocks := uint64(time.Duration(recorded.Took) * time.Millisecond / blockTime)
	require.Equal(t, recorded.FinalityDepth, blocks, "so many were mined until the real node's run was over")
	fulfilled := s.receipt(mined.TxHash).BlockNumber.Uint64()

	for s.head().Number.Uint64() < fulfilled+blocks-1 {
		s.mine(1)
	}
	require.Never(t, func() bool {
		run, _ := s.runner.status(request)
		return run.State != journal.Mined
	}, 5*s.cfg.PollInterval, poll)
	s.mine(1)
	s.runner.reached(request, journal.State.Fulfilled)
}
