package runner_test

import (
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/chainlink-node/runner/oracle"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// replaced is a job spec with one text replaced by another.
func (w *world) replaced(name, old, text string) *jobspecs.Spec {
	w.t.Helper()
	toml, err := jobspecs.Render(name, w.spec)
	require.NoError(w.t, err)
	require.Contains(w.t, string(toml), old)
	return w.parse([]byte(strings.ReplaceAll(string(toml), old, text)))
}

func TestRun_ACallbackThatWouldRevertIsNotPaidFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	deps := w.deps()
	deps.Jobs = []*jobspecs.Spec{w.replaced(jobspecs.Score, ", uint256 asOf, bytes32 modelHash)", ")")}
	r := w.start(deps, w.config())
	request := w.requestScore(2)
	status := r.ended(request)
	require.Equal(t, journal.Errored, status.State)
	require.Contains(t, status.Error, "task submit_tx (ethtx): "+oracle.ErrCallbackReverts.Error())
	require.Zero(t, w.nonce())
	w.requireRefund(request)
}

func TestRun_RaisesAGasLimitThatIsTooLow(t *testing.T) {
	t.Parallel()
	for _, limit := range []string{"21000", "400000"} {
		t.Run(limit, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			deps := w.deps()
			deps.Jobs = []*jobspecs.Spec{w.replaced(jobspecs.Score, `gasLimit="500000"`, `gasLimit="`+limit+`"`)}
			r := w.start(deps, w.config())
			request := w.requestScore(2)
			require.Equal(t, journal.Completed, r.ended(request).State)
			_, ok := w.score(2)
			require.True(t, ok)
		})
	}
}

func TestRun_RaisesTheGasLimitForALongAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	sealed := strings.Repeat("5e", 12_000) // calldata and event cost more than 600,000 gas
	w.adapter.behave(status(200, `{"data":{"result":"0x`+sealed+`"}}`))
	r := w.run()
	_, request := w.requestRecord([32]byte{9})
	status := r.ended(request)
	require.Equal(t, journal.Completed, status.State, status.Error)
	tx, _, err := w.client.TransactionByHash(t.Context(), status.TxHash)
	require.NoError(t, err)
	require.Greater(t, tx.Gas(), uint64(600_000))
}

func TestRun_SignsNothingButItsOwnFulfilment(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ old, text, want string }{
		"to another contract": {`to="%[1]s"`, `to="%[2]s"`, "it goes to %[2]s, not to the Operator"},
		"another function":    {`abi="fulfillOracleRequest2(`, `abi="withdraw(`, "it does not call fulfillOracleRequest2"},
		"another request": {`payment, address callbackAddress, bytes4 callbackFunctionId, uint256 expiration, bytes calldata data)"
                  data="{\\"requestId\\": $(decode_log.requestId)`, `payment, address callbackAddress, bytes4 callbackFunctionId, uint256 expiration, bytes calldata data)"
                  data="{\\"requestId\\": $(model_hash)`, "it names another request"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			fill := func(text string) string {
				if strings.Contains(text, "%[") {
					return strings.TrimSuffix(fmt.Sprintf(text+"%[1]s", w.at.Operator, w.at.LinkToken), w.at.Operator.Hex())
				}
				return text
			}
			deps := w.deps()
			deps.Jobs = []*jobspecs.Spec{w.replaced(jobspecs.Score, fill(tc.old), fill(tc.text))}
			r := w.start(deps, w.config())
			status := r.ended(w.requestScore(2))
			require.Equal(t, journal.Errored, status.State)
			require.Contains(t, status.Error, oracle.ErrForeign.Error())
			require.Contains(t, status.Error, strings.NewReplacer("%[2]s", w.at.LinkToken.Hex()).Replace(tc.want))
			require.Zero(t, w.nonce())
		})
	}
}

func TestRun_WaitsForFundsAndSaysSoOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	key, err := crypto.GenerateKey()
	require.NoError(t, err)
	deps := w.deps()
	deps.Signers = []runner.Signer{runner.NewKeySigner(key, w.at.ChainID)}
	poor := deps.Signers[0].Address()
	w.send(0, w.at.Operator, bindings.NewOperator().PackSetAuthorizedSenders([]common.Address{poor}))
	r := w.start(deps, w.config())
	request := w.requestScore(2)
	require.Eventually(t, func() bool {
		code, health := r.get("/health")
		return code == http.StatusMultiStatus && strings.Contains(health, runner.ErrInsufficientFunds.Error())
	}, patience, 5*time.Millisecond)
	require.Eventually(t, func() bool {
		_, metrics := r.get("/metrics")
		return strings.Contains(metrics, `runner_send_failures_total{evmChainID="1337"} 3`)
	}, patience, 5*time.Millisecond, "it goes on trying")

	w.give(poor, 1e18)
	require.Equal(t, journal.Completed, r.ended(request).State)
	require.Equal(t, 1, strings.Count(w.logs.String(), "a service fails"))
	code, health := r.get("/health")
	require.Equal(t, http.StatusOK, code, health)
}

// give sends wei from the owner's account.
func (w *world) give(to common.Address, wei int64) {
	w.t.Helper()
	owner := runner.NewKeySigner(w.accounts[0].Key, w.at.ChainID)
	nonce, err := w.client.PendingNonceAt(w.t.Context(), owner.Address())
	require.NoError(w.t, err)
	tx, err := owner.SignTx(types.NewTx(&types.DynamicFeeTx{
		ChainID: new(big.Int).SetUint64(w.at.ChainID), Nonce: nonce, To: &to, Value: big.NewInt(wei), Gas: 21_000,
		GasFeeCap: big.NewInt(20e9), GasTipCap: big.NewInt(1e9),
	}))
	require.NoError(w.t, err)
	require.NoError(w.t, w.client.SendTransaction(w.t.Context(), tx))
}

func TestRun_WaitsWhileGasIsTooDear(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	cfg := w.config()
	cfg.MaxFeePerGas = big.NewInt(1)     // wei
	cfg.MaxRunDuration = 5 * time.Second // in which it gets as far as sending on a loaded machine too
	r := w.start(w.deps(), cfg)
	status := r.ended(w.requestScore(2))
	require.Equal(t, journal.Errored, status.State)
	require.Contains(t, status.Error, runner.ErrFeeTooHigh.Error())
	require.Contains(t, status.Error, "the run took longer than it may")
	require.Zero(t, w.nonce())
}
