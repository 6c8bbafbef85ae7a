package contracts_test

import (
	"context"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/seal"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/contracts/chaintest"
)

// outcome is what a walk of everything comes to, apart from ids, keys and times.
type outcome struct {
	Score, Batched bindings.IScoreRegistryScore
	Refused        *big.Int // the reason for which the one without a score was refused
	Location       string   // as the requester opened it
	Statuses       []uint8  // of the granted request: requested, approved, released, revoked
	PatientPaid    string   // juels
	RequesterSpent string   // juels, of both requests: granted and declined
	DeclinedStatus uint8
}

// TestPath_IsTheSameOnEveryChain walks from the deployment over a score, a batch and a grant to the money, with the real
// adapter and the runner, on each kind of chain.
func TestPath_IsTheSameOnEveryChain(t *testing.T) {
	t.Parallel()
	want := expected(t)
	chaintest.Each(t, func(t *testing.T, chain chaintest.Chain) {
		w := newWorld(t, chain)
		got := outcome{Score: w.askScore(), Location: "", Statuses: nil}
		got.Batched, got.Refused = w.askBatch()
		w.walkGrant(&got)
		got.DeclinedStatus = w.decline()
		got.RequesterSpent = new(big.Int).Sub(big.NewInt(stake), w.linkOf(w.requester())).String()
		require.Equal(t, want.ModelHash, got.Score.ModelHash)
		require.Equal(t, want.Score, got.Score.Score)
		require.Equal(t, outcome{
			Score: sameMoment(want, got.Score), Batched: sameMoment(want, got.Batched), Refused: big.NewInt(8), // Unavailable
			Location: location, DeclinedStatus: bindings.StatusDeclined,
			Statuses:    []uint8{bindings.StatusRequested, bindings.StatusApproved, bindings.StatusReleased, bindings.StatusRevoked},
			PatientPaid: "50", RequesterSpent: "64", // the fee, two payments of 7 to the oracle
		}, got)
	})
}

// expected is the score of the sample's citizen, worked out from the database alone.
func expected(t *testing.T) score.Result {
	t.Helper()
	s := sampleStore(t)
	citizen, err := s.CitizenBySubject(t.Context(), citizenAddress().Hex())
	require.NoError(t, err)
	in, err := s.ScoreInput(t.Context(), citizen, sampleMoment)
	require.NoError(t, err)
	result, err := score.V1().Score(in)
	require.NoError(t, err)
	return result
}

// sameMoment is what the chain should hold of a result, stored whenever it was.
func sameMoment(want score.Result, stored bindings.IScoreRegistryScore) bindings.IScoreRegistryScore {
	return bindings.IScoreRegistryScore{
		Score: want.Score, Coverage: want.Coverage, AsOf: uint64(want.AsOf.Unix()), UpdatedAt: stored.UpdatedAt, ModelHash: want.ModelHash,
	}
}

// askScore has the citizen ask for the own score and returns what the registry stores.
func (w *world) askScore() bindings.IScoreRegistryScore {
	w.t.Helper()
	registry := bindings.NewScoreRegistry()
	w.send(w.citizen(), w.at.ScoreRegistry, registry.PackRequestScore(w.citizen().Address()))
	return w.latest(0)
}

// latest is the citizen's score once it was stored after a moment of the chain.
func (w *world) latest(after uint64) (stored bindings.IScoreRegistryScore) {
	w.t.Helper()
	registry := bindings.NewScoreRegistry()
	w.eventually(func(ctx context.Context) bool {
		var err error
		stored, err = contracts.View(ctx, w.chain.Client, w.at.ScoreRegistry, registry.PackLatest(w.citizen().Address()), registry.UnpackLatest)
		return err == nil && stored.UpdatedAt > after
	})
	return stored
}

// askBatch has the requester ask for the citizen's score and for that of somebody who has none.
func (w *world) askBatch() (bindings.IScoreRegistryScore, *big.Int) {
	w.t.Helper()
	registry := bindings.NewScoreRegistry()
	w.send(w.citizen(), w.at.ScoreRegistry, registry.PackAllowReader(w.requester().Address(), 1<<62))
	receipt := w.send(w.requester(), w.at.ScoreRegistry,
		registry.PackRequestScores([]common.Address{w.citizen().Address(), w.requester().Address()}))
	asked := logOf(w.t, receipt.Logs, registry.UnpackScoresRequestedEvent)
	answer := w.answer(asked.RequestId)
	updated := logOf(w.t, answer.Logs, registry.UnpackScoreUpdatedEvent)
	require.Equal(w.t, w.citizen().Address(), updated.Subject)
	refused := logOf(w.t, answer.Logs, registry.UnpackAnswerRefusedEvent)
	require.Equal(w.t, w.requester().Address(), refused.Subject)
	return w.latest(0), big.NewInt(int64(refused.Reason))
}

// walkGrant takes a request from the offer to the opened location, the payment and the revocation.
func (w *world) walkGrant(got *outcome) {
	w.t.Helper()
	market := bindings.NewRecordMarket()
	w.send(w.citizen(), w.at.RecordMarket, market.PackRegister(recordID, big.NewInt(fee)))
	private, public, err := seal.GenerateKey()
	require.NoError(w.t, err)
	id := w.request(public)
	note := func() { got.Statuses = append(got.Statuses, w.status(id)) }
	note()
	receipt := w.send(w.citizen(), w.at.RecordMarket, market.PackApprove(id))
	approved := logOf(w.t, receipt.Logs, market.UnpackRequestApprovedEvent)
	got.Statuses = append(got.Statuses, bindings.StatusApproved) // the runner may have answered already
	answer := w.answer(approved.OracleRequestId)
	note()
	released := logOf(w.t, answer.Logs, market.UnpackRecordReleasedEvent)
	require.Equal(w.t, crypto.Keccak256Hash(released.SealedLocation), common.Hash(w.grant(id).SealedHash))
	got.Location, err = seal.Open(private, seal.Binding{ChainID: w.at.ChainID, Market: w.at.RecordMarket, RequestID: id, RecordID: recordID}, released.SealedLocation)
	require.NoError(w.t, err)

	before := w.linkOf(w.citizen())
	w.send(w.citizen(), w.at.RecordMarket, market.PackWithdraw())
	got.PatientPaid = new(big.Int).Sub(w.linkOf(w.citizen()), before).String()
	w.send(w.citizen(), w.at.RecordMarket, market.PackRevoke(id))
	note()
}

// decline has the patient refuse a request, and the requester take the money back.
func (w *world) decline() uint8 {
	w.t.Helper()
	market := bindings.NewRecordMarket()
	_, public, err := seal.GenerateKey()
	require.NoError(w.t, err)
	id := w.request(public)
	w.send(w.citizen(), w.at.RecordMarket, market.PackDecline(id))
	w.send(w.requester(), w.at.RecordMarket, market.PackWithdraw())
	return w.status(id)
}

// request has the requester pay into escrow.
func (w *world) request(public [32]byte) [32]byte {
	w.t.Helper()
	market := bindings.NewRecordMarket()
	receipt := w.send(w.requester(), w.at.RecordMarket, market.PackRequest(recordID, public, big.NewInt(fee+payment)))
	return logOf(w.t, receipt.Logs, market.UnpackRecordRequestedEvent).RequestId
}

func (w *world) grant(id [32]byte) bindings.IRecordMarketRequest {
	w.t.Helper()
	market := bindings.NewRecordMarket()
	grant, err := contracts.View(w.t.Context(), w.chain.Client, w.at.RecordMarket, market.PackGetRequest(id), market.UnpackGetRequest)
	require.NoError(w.t, err)
	return grant
}

func (w *world) status(id [32]byte) uint8 { return w.grant(id).Status }

// logOf is the first log that unpacks.
func logOf[T any](t *testing.T, logs []*types.Log, unpack func(*types.Log) (*T, error)) *T {
	t.Helper()
	for _, log := range logs {
		if event, err := unpack(log); err == nil {
			return event
		}
	}
	require.Fail(t, "no such event", "%T", new(T))
	return nil
}

// eventually waits until a condition holds.
func (w *world) eventually(holds func(context.Context) bool) {
	w.t.Helper()
	require.Eventually(w.t, func() bool { return holds(w.t.Context()) }, 30*time.Second, 20*time.Millisecond, "%s", w.log)
}
