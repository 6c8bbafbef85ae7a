package runner

import (
	"context"
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"
)

func TestJudge_ReadsWhatEndpointsSay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]verdict{
		"already known": taken, "transaction already imported": taken, "AlreadyKnown": taken,
		"nonce too low: next nonce 5, tx nonce 4": nonceUsed, "nonce too low": nonceUsed, "OldNonce": nonceUsed,
		"replacement transaction underpriced":                                    underpriced,
		"transaction underpriced: gas tip cap 1, minimum needed 2":               underpriced,
		"max fee per gas less than block base fee: address 0x0, maxFeePerGas: 1": underpriced,
		"insufficient funds for gas * price + value: balance 0, tx cost 1":       poor,
		"Insufficient funds for gas * price + value":                             poor,
		"connection refused": declined, "txpool is full": declined, "intrinsic gas too low": declined,
	} {
		require.Equal(t, want, judge(errors.New(text)), text)
	}
	require.Equal(t, taken, judge(nil))
}

// tipping is a chain that suggests a tip.
type tipping struct {
	Chain
	tip int64
}

func (c tipping) SuggestGasTipCap(context.Context) (*big.Int, error) { return big.NewInt(c.tip), nil }

func TestFees_PayMoreByAFifthAndNeverAboveTheLimit(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		base, suggested, oldTip, oldLimit, most int64
		tip, limit                              int64
		err                                     error
	}{
		"by a fifth":                          {100, 10, 10, 300, 1000, 13, 361, nil},
		"to what is usual by now":             {500, 50, 10, 300, 9999, 50, 1050, nil},
		"to the limit, if that is enough":     {100, 10, 10, 300, 340, 13, 340, nil},
		"not at all, if the limit is nearer":  {100, 10, 10, 300, 330, 0, 0, ErrFeeTooHigh},
		"not while the base fee is beyond it": {400, 10, 10, 300, 330, 0, 0, ErrFeeTooHigh},
		"by one at least":                     {1, 0, 0, 1, 1000, 1, 2, nil},
	} {
		h := newHeads()
		h.publish(&types.Header{BaseFee: big.NewInt(tc.base)})
		f := &fees{chain: tipping{tip: tc.suggested}, heads: h, most: big.NewInt(tc.most)}
		old := types.NewTx(&types.DynamicFeeTx{GasTipCap: big.NewInt(tc.oldTip), GasFeeCap: big.NewInt(tc.oldLimit)})
		tip, limit, err := f.raised(t.Context(), old)
		require.ErrorIs(t, err, tc.err, name)
		if tc.err == nil {
			require.EqualValues(t, []int64{tc.tip, tc.limit}, []int64{tip.Int64(), limit.Int64()}, name)
		}
	}
}
