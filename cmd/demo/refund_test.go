package demo

import (
	"context"
	"crypto/rand"
	"io"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/seal"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/contracts/bindings"
)

// What the adapter refuses ends in a run that is marked errored with the adapter's own words, nothing on
// chain changes, and whoever paid takes the payment back after the Operator's expiry.
func TestRefusals_EndInARefund(t *testing.T) {
	t.Parallel()
	d, err := New(Config{Dir: t.TempDir(), AsOf: SampleMoment, Out: io.Discard})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Close()) })
	require.NoError(t, d.Tell(t.Context()))
	ctx := t.Context()

	t.Run("a subject that nobody knows", func(t *testing.T) {
		registry := bindings.NewScoreRegistry()
		before := mustLink(t, d, d.stranger)
		require.NoError(t, d.allow(ctx, d.stranger, d.Deployment.ScoreRegistry, d.payment))
		receipt, err := d.stranger.send(ctx, d.Deployment.ScoreRegistry, registry.PackRequestScore(d.stranger.Address))
		require.NoError(t, err)
		requested, err := event(receipt, d.Deployment.ScoreRegistry, registry.UnpackScoreRequestedEvent)
		require.NoError(t, err)
		requireErrored(ctx, t, d, requested.RequestId, "UnknownSubject")

		_, err = d.stranger.send(ctx, d.Deployment.ScoreRegistry, registry.PackCancelRequest(requested.RequestId))
		require.ErrorContains(t, err, "NotExpired")
		require.NoError(t, d.chain.AdvanceTime(operatorExpiry+time.Second))
		_, err = d.stranger.send(ctx, d.Deployment.ScoreRegistry, registry.PackCancelRequest(requested.RequestId))
		require.NoError(t, err)
		_, err = d.stranger.send(ctx, d.Deployment.ScoreRegistry, registry.PackWithdraw())
		require.NoError(t, err)
		require.Equal(t, before.String(), mustLink(t, d, d.stranger).String())
	})

	t.Run("a record that somebody else registered", func(t *testing.T) {
		market := bindings.NewRecordMarket()
		_, err := rand.Read(d.recordID[:])
		require.NoError(t, err)
		_, err = d.stranger.send(ctx, d.Deployment.RecordMarket, market.PackRegister(d.recordID, link(fee)))
		require.NoError(t, err)
		before := mustLink(t, d, d.requester)
		_, publicKey, err := seal.GenerateKey()
		require.NoError(t, err)
		requestID, _, err := d.request(ctx, publicKey)
		require.NoError(t, err)
		receipt, err := d.stranger.send(ctx, d.Deployment.RecordMarket, market.PackApprove(requestID))
		require.NoError(t, err)
		approved, err := event(receipt, d.Deployment.RecordMarket, market.UnpackRequestApprovedEvent)
		require.NoError(t, err)
		requireErrored(ctx, t, d, approved.OracleRequestId, "UnknownRecord")

		require.NoError(t, d.chain.AdvanceTime(operatorExpiry+time.Second))
		_, err = d.stranger.send(ctx, d.Deployment.RecordMarket, market.PackExpire(requestID))
		require.NoError(t, err, "anybody can bring the money back")
		_, err = d.requester.send(ctx, d.Deployment.RecordMarket, market.PackWithdraw())
		require.NoError(t, err)
		require.Equal(t, before.String(), mustLink(t, d, d.requester).String())
	})
}

func mustLink(t *testing.T, d *Demo, who actor) interface{ String() string } {
	t.Helper()
	juels, err := d.linkOf(t.Context(), who.Address)
	require.NoError(t, err)
	return juels
}

// requireErrored waits for a request's run and requires that it failed for the adapter's reason.
func requireErrored(ctx context.Context, t *testing.T, d *Demo, requestID common.Hash, reason string) {
	t.Helper()
	run, err := d.waitForEnd(ctx, requestID)
	require.NoError(t, err)
	require.Equal(t, journal.Errored, run.State)
	require.Contains(t, run.Error, reason)
	require.Zero(t, run.TxHash, "nothing was sent")
}
