package runner_test

import (
	"math/big"
	"net/http"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// outcome is what came of a case.
type outcome struct {
	Answered  int      // fulfilments that the Operator took
	Delivered int      // of those, the ones that the requester took
	Reverted  int      // fulfilments that reverted
	Asked     int      // questions that reached the adapter
	Runs      []string // how the runs ended, in alphabetical order; what is no run to the real node is left out
}

// stage is a world in which a case is played, with one runner after another on the same journal.
type stage struct {
	*world
	anvil  *anvilChain // nil on another chain
	deps   runner.Deps
	cfg    runner.Config
	wire   *wire
	runner *running
}

func newStage(w *world, anvil *anvilChain) *stage {
	s := &stage{world: w, anvil: anvil, deps: w.deps(), cfg: w.config(), wire: &wire{RoundTripper: w.adapter.Client().Transport}}
	s.deps.HTTP = &http.Client{Transport: s.wire}
	return s
}

// begin starts a runner with the jobs as the world's deployment then says, or with the given ones.
func (s *stage) begin(jobs ...*jobspecs.Spec) {
	if s.deps.Jobs = jobs; len(jobs) == 0 {
		s.deps.Jobs = s.render()
	}
	s.resume()
}

// resume starts a runner with the same jobs as before.
func (s *stage) resume() {
	s.deps = s.withRegistry(s.deps)
	s.runner = s.start(s.deps, s.cfg)
}

// stop ends the runner as a signal does: what takes longer than the grace period is cut off.
func (s *stage) stop() {
	s.t.Helper()
	if err := s.runner.stop(); err != nil {
		require.ErrorIs(s.t, err, runner.ErrInterrupted)
	}
}

// ends waits until a request's run has come to its end.
func (s *stage) ends(request common.Hash, want journal.State) {
	s.t.Helper()
	require.Equal(s.t, want, s.runner.ended(request).State)
}

// mine makes so many blocks, and waits until the runner knows the last.
func (s *stage) mine(blocks int) {
	s.t.Helper()
	for range blocks {
		s.chain.Mine()
	}
	s.runner.caughtUp()
}

// await makes blocks until a condition holds.
func (s *stage) await(condition func() bool) {
	s.t.Helper()
	require.Eventually(s.t, func() bool {
		s.chain.Mine()
		return condition()
	}, patience, poll)
}

// outcome looks at the chain, the adapter and the journal.
func (s *stage) outcome() outcome {
	s.t.Helper()
	o := outcome{Asked: s.adapter.calls(), Runs: []string{}}
	for _, state := range s.runner.states() {
		switch {
		case state.Fulfilled():
			o.Runs = append(o.Runs, "completed")
		case state == journal.Errored:
			o.Runs = append(o.Runs, "errored")
		case !state.Ended():
			o.Runs = append(o.Runs, "pending")
		}
	}
	slices.Sort(o.Runs)
	head, err := s.client.BlockNumber(s.t.Context())
	require.NoError(s.t, err)
	for number := range head + 1 {
		block, err := s.client.BlockByNumber(s.t.Context(), new(big.Int).SetUint64(number))
		require.NoError(s.t, err)
		for _, tx := range block.Transactions() {
			s.count(tx, &o)
		}
	}
	return o
}

// count counts a transaction if it is a fulfilment of the runner's.
func (s *stage) count(tx *types.Transaction, o *outcome) {
	s.t.Helper()
	from, err := types.Sender(types.LatestSignerForChainID(tx.ChainId()), tx)
	require.NoError(s.t, err)
	fulfils := tx.To() != nil && *tx.To() == s.at.Operator && slices.ContainsFunc(s.deps.Signers,
		func(signer runner.Signer) bool { return signer.Address() == from })
	if !fulfils {
		return
	}
	receipt, err := s.client.TransactionReceipt(s.t.Context(), tx.Hash())
	require.NoError(s.t, err)
	if receipt.Status != types.ReceiptStatusSuccessful {
		o.Reverted++
		return
	}
	o.Answered++
	before := new(big.Int).Sub(receipt.BlockNumber, common.Big1)
	message := ethereum.CallMsg{From: from, To: tx.To(), Gas: tx.Gas(), Data: tx.Data()}
	told, err := s.client.CallContract(s.t.Context(), message, before)
	require.NoError(s.t, err)
	if delivered, err := bindings.NewOperator().UnpackFulfillOracleRequest2(told); err == nil && delivered {
		o.Delivered++
	}
}

// retry sets how often, and with what pauses, the jobs ask the adapter.
func (s *stage) retry(attempts uint32, pause time.Duration) {
	s.spec.Retry.Attempts, s.spec.Retry.MinBackoff, s.spec.Retry.MaxBackoff = attempts, pause, pause
}
