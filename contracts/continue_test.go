package contracts_test

import (
	"context"
	"encoding/json"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/contracts/chaintest"
	"github.com/link4health/link4health/jobspecs"
)

// everything is a plan with each step that there is.
func everything(chain chaintest.Chain) contracts.Plan {
	return contracts.Plan{
		SupplyJuels: big.NewInt(1000), Nodes: []common.Address{chain.Accounts[1].Address}, PaymentJuels: big.NewInt(7),
		ApprovalWindow: time.Hour, ModelHash: [32]byte{1}, ScoreJobID: uuid.New(), RecordJobID: uuid.New(), BatchJobID: uuid.New(),
		Owner: chain.Accounts[2].Address,
	}
}

// steps are those of everything, in their order.
var steps = []string{
	"LinkToken", "LinkToken.grantMintRole", "LinkToken.mint", "Operator", "Operator.setAuthorizedSenders", "ScoreRegistry",
	"ScoreRegistry.acceptModel", "ScoreRegistry.setBatchJob", "RecordMarket", "ScoreRegistry.transferOwnership",
	"RecordMarket.transferOwnership", "Operator.transferOwnership",
}

func sender(t *testing.T, backend contracts.Backend, chain chaintest.Chain, account int) *contracts.Sender {
	t.Helper()
	s, err := contracts.NewSender(t.Context(), backend, chain.Accounts[account].Key)
	require.NoError(t, err)
	return s
}

// disk keeps a deployment as a file does.
type disk struct{ raw []byte }

func (d *disk) save(at contracts.Deployment) (err error) {
	d.raw, err = json.Marshal(at)
	return err
}

func (d *disk) read(t *testing.T) (at contracts.Deployment) {
	t.Helper()
	if d.raw != nil {
		require.NoError(t, json.Unmarshal(d.raw, &at))
	}
	return at
}

func TestContinue_TakesEachStepOnceAndVerifiesIt(t *testing.T) {
	t.Parallel()
	chaintest.Each(t, func(t *testing.T, chain chaintest.Chain) {
		plan, kept := everything(chain), &disk{}
		var done []string
		at, err := contracts.Continue(t.Context(), sender(t, chain.Client, chain, 0), plan, contracts.Deployment{}, contracts.Journal{
			Save: kept.save,
			Done: func(d contracts.Done) {
				done = append(done, d.Step)
				require.NotZero(t, d.At)
				require.NotZero(t, d.Receipt.GasUsed)
			},
		})
		require.NoError(t, err)
		require.Equal(t, steps, done)
		require.Equal(t, at, kept.read(t))
		require.NoError(t, at.Validate())
		require.Equal(t, chain.ID, at.ChainID)
		require.NoError(t, contracts.Verify(t.Context(), chain.Client, at))

		registry := bindings.NewScoreRegistry()
		batch, _ := jobspecs.SpecID(plan.BatchJobID)
		set, err := contracts.View(t.Context(), chain.Client, at.ScoreRegistry, registry.PackBatchJobId(), registry.UnpackBatchJobId)
		require.NoError(t, err)
		require.Equal(t, batch, set)
		heir := sender(t, chain.Client, chain, 2)
		for _, contract := range []common.Address{at.Operator, at.ScoreRegistry, at.RecordMarket} {
			_, err := heir.Send(t.Context(), contract, registry.PackAcceptOwnership())
			require.NoError(t, err)
		}
	})
}

// cut is a connection that fails from a moment on.
type cut struct {
	contracts.Backend
	// before and after are the number of transactions that still get through until the connection is cut: before the
	// next is sent, or after it was sent and before anything is heard of it.
	before, after int
	gone          bool
}

var errCut = errors.New("the connection was cut")

func (c *cut) SendTransaction(ctx context.Context, tx *types.Transaction) error {
	if c.before == 0 {
		c.gone = true
		return errCut
	}
	c.before--
	err := c.Backend.SendTransaction(ctx, tx)
	if c.after == 0 {
		c.gone = true
		return errCut
	}
	c.after--
	return err
}

func (c *cut) TransactionByHash(ctx context.Context, tx common.Hash) (*types.Transaction, bool, error) {
	if c.gone {
		return nil, false, errCut
	}
	return c.Backend.TransactionByHash(ctx, tx)
}

func TestContinue_GoesOnWhereverItWasCutOff(t *testing.T) {
	t.Parallel()
	const never = 1 << 30
	for name, interrupt := range map[string]func(chaintest.Chain, int, *disk) (contracts.Backend, contracts.Journal){
		"before a transaction is written down": func(chain chaintest.Chain, n int, kept *disk) (contracts.Backend, contracts.Journal) {
			return chain.Client, contracts.Journal{Done: func(contracts.Done) {}, Save: func(at contracts.Deployment) error {
				if n--; n < 0 {
					return errCut
				}
				return kept.save(at)
			}}
		},
		"before a transaction is sent": func(chain chaintest.Chain, n int, kept *disk) (contracts.Backend, contracts.Journal) {
			return &cut{Backend: chain.Client, before: n, after: never}, contracts.Journal{Save: kept.save, Done: func(contracts.Done) {}}
		},
		"after a transaction was sent": func(chain chaintest.Chain, n int, kept *disk) (contracts.Backend, contracts.Journal) {
			return &cut{Backend: chain.Client, before: never, after: n}, contracts.Journal{Save: kept.save, Done: func(contracts.Done) {}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			chaintest.Each(t, func(t *testing.T, chain chaintest.Chain) {
				plan, kept := everything(chain), &disk{}
				for n := range 30 { // each attempt gets no further than a step or two
					backend, journal := interrupt(chain, n%3, kept)
					at, err := contracts.Continue(t.Context(), sender(t, backend, chain, 0), plan, kept.read(t), journal)
					if err == nil {
						requireOnce(t, chain, at)
						require.Greater(t, n, len(steps)/3, "it was hardly ever cut off")
						return
					}
					require.ErrorIs(t, err, errCut)
				}
				require.Fail(t, "it never came to its end")
			})
		})
	}
}

// requireOnce holds the chain against the steps: as many transactions as steps, and all contracts in their places.
func requireOnce(t *testing.T, chain chaintest.Chain, at contracts.Deployment) {
	t.Helper()
	require.NoError(t, contracts.Verify(t.Context(), chain.Client, at))
	nonce, err := chain.Client.NonceAt(t.Context(), chain.Accounts[0].Address, nil)
	require.NoError(t, err)
	require.EqualValues(t, len(steps), nonce, "a step was taken twice")
}

func TestContinue_BeginsAStepAnewWhoseNonceAnotherTransactionTook(t *testing.T) {
	t.Parallel()
	chain := chaintest.Embedded(t)
	plan, kept := everything(chain), &disk{}
	_, err := contracts.Continue(t.Context(), sender(t, &cut{Backend: chain.Client, before: 0}, chain, 0), plan, contracts.Deployment{},
		contracts.Journal{Save: kept.save, Done: func(contracts.Done) {}})
	require.ErrorIs(t, err, errCut)
	require.Equal(t, "LinkToken", kept.read(t).Unfinished.Sent.Step)

	// The account does something else meanwhile.
	_, _, err = sender(t, chain.Client, chain, 0).Deploy(t.Context(), common.FromHex("0x600080f3"), nil)
	require.NoError(t, err)
	at, err := contracts.Continue(t.Context(), sender(t, chain.Client, chain, 0), plan, kept.read(t), contracts.Journal{Save: kept.save, Done: func(contracts.Done) {}})
	require.NoError(t, err)
	require.NoError(t, contracts.Verify(t.Context(), chain.Client, at))
}

func TestContinue_RefusesToGoOnWithAnothersDeployment(t *testing.T) {
	t.Parallel()
	chain := chaintest.Embedded(t)
	begun := contracts.Deployment{ChainID: chain.ID, Unfinished: &contracts.Unfinished{Deployer: chain.Accounts[1].Address}}
	journal := contracts.Journal{Save: func(contracts.Deployment) error { return nil }, Done: func(contracts.Done) {}}
	_, err := contracts.Continue(t.Context(), sender(t, chain.Client, chain, 0), everything(chain), begun, journal)
	require.ErrorIs(t, err, contracts.ErrOtherDeployer)
	begun.ChainID = 5
	_, err = contracts.Continue(t.Context(), sender(t, chain.Client, chain, 1), everything(chain), begun, journal)
	require.ErrorContains(t, err, "begun on chain 5, this is chain 1337")
}

func TestContinue_SaysWhatIsWrongWithWhatIsThere(t *testing.T) {
	t.Parallel()
	chain := chaintest.Embedded(t)
	plan := everything(chain)
	plan.Owner = common.Address{}
	at, err := contracts.Deploy(t.Context(), sender(t, chain.Client, chain, 0), plan, func(string, common.Address) {})
	require.NoError(t, err)
	// As what bridges make: all of LINK but transferAndCall, whose selector nobody calls here.
	bridged, _, err := sender(t, chain.Client, chain, 3).Deploy(t.Context(),
		common.FromHex(strings.ReplaceAll(bindings.LinkTokenMetaData.Bin, "634000aea0", "634000aea1")), nil)
	require.NoError(t, err)
	begun := func(change func(*contracts.Deployment)) contracts.Deployment {
		d := at
		d.Unfinished = &contracts.Unfinished{Deployer: chain.Accounts[0].Address}
		change(&d)
		return d
	}
	for name, tc := range map[string]struct {
		plan  func(*contracts.Plan)
		begun contracts.Deployment
		by    int
		want  []string
	}{
		"LINK that is none":         {plan: func(p *contracts.Plan) { p.LinkToken = at.Operator }, want: []string{"deploy LinkToken", "this is not LINK", "symbol"}},
		"LINK of a bridge":          {plan: func(p *contracts.Plan) { p.LinkToken = bridged }, want: []string{"this is not LINK that pays oracles", "refuses transferAndCall", "pegswap"}},
		"LINK where nothing is":     {plan: func(p *contracts.Plan) { p.LinkToken = common.Address{9} }, want: []string{"there is no contract at"}},
		"an Operator of other LINK": {plan: func(p *contracts.Plan) { p.Operator = at.Operator }, want: []string{"deploy Operator", "its LINK token is " + at.LinkToken.Hex()}},
		"an Operator that is none":  {plan: func(p *contracts.Plan) { p.LinkToken, p.Operator = at.LinkToken, at.LinkToken }, want: []string{"ask for its LINK token"}},
		"somebody else's Operator": {plan: func(p *contracts.Plan) {
			p.LinkToken, p.Operator, p.Nodes = at.LinkToken, at.Operator, []common.Address{{7}}
		}, by: 1, want: []string{"have it call setAuthorizedSenders first"}},
		"another contract in its place": {begun: begun(func(d *contracts.Deployment) { d.RecordMarket = d.ScoreRegistry }), want: []string{"deploy RecordMarket", "is not this program's RecordMarket"}},
		"nothing in its place":          {begun: begun(func(d *contracts.Deployment) { d.Operator = common.Address{9} }), want: []string{"deploy Operator", "if the chain was begun anew"}},
		"other payment and window": {begun: begun(func(*contracts.Deployment) {}), plan: func(p *contracts.Plan) { p.PaymentJuels = big.NewInt(8) },
			want: []string{"deploy ScoreRegistry", "its payment in juels is 7, wanted 8"}},
		"another job and window": {begun: begun(func(*contracts.Deployment) {}), plan: func(p *contracts.Plan) { p.RecordJobID, p.ApprovalWindow = uuid.New(), time.Minute },
			want: []string{"deploy RecordMarket", "its job is", "its approval window in seconds is 3600, wanted 60"}},
	} {
		t.Run(name, func(t *testing.T) {
			plan := plan
			if tc.plan != nil {
				tc.plan(&plan)
			}
			before, err := chain.Client.NonceAt(t.Context(), chain.Accounts[0].Address, nil)
			require.NoError(t, err)
			_, err = contracts.Continue(t.Context(), sender(t, chain.Client, chain, tc.by), plan, tc.begun,
				contracts.Journal{Save: func(contracts.Deployment) error { return nil }, Done: func(contracts.Done) {}})
			for _, want := range tc.want {
				require.ErrorContains(t, err, want)
			}
			after, err := chain.Client.NonceAt(t.Context(), chain.Accounts[0].Address, nil)
			require.NoError(t, err)
			if tc.plan == nil || tc.begun.ChainID != 0 {
				require.Equal(t, before, after, "something was sent")
			}
		})
	}
}

func TestContinue_KeepsThoseWhoMayAnswerAlready(t *testing.T) {
	t.Parallel()
	chain := chaintest.Embedded(t)
	plan := everything(chain)
	plan.Owner = common.Address{}
	owner := sender(t, chain.Client, chain, 0)
	at, err := contracts.Deploy(t.Context(), owner, plan, func(string, common.Address) {})
	require.NoError(t, err)
	second := plan
	second.LinkToken, second.Operator, second.Nodes = at.LinkToken, at.Operator, []common.Address{chain.Accounts[3].Address}
	again, err := contracts.Deploy(t.Context(), owner, second, func(string, common.Address) {})
	require.NoError(t, err)
	require.Equal(t, at.Operator, again.Operator)
	require.NotEqual(t, at.ScoreRegistry, again.ScoreRegistry)
	operator := bindings.NewOperator()
	may, err := contracts.View(t.Context(), chain.Client, at.Operator, operator.PackGetAuthorizedSenders(), operator.UnpackGetAuthorizedSenders)
	require.NoError(t, err)
	require.ElementsMatch(t, []common.Address{chain.Accounts[1].Address, chain.Accounts[3].Address}, may)
}

func TestPrepare_GivesTheTransactionsOfTheSameDeployment(t *testing.T) {
	t.Parallel()
	chaintest.Each(t, func(t *testing.T, chain chaintest.Chain) {
		plan, from := everything(chain), chain.Accounts[0]
		blind, foreseen, err := contracts.Prepare(t.Context(), nil, from.Address, 0, plan, contracts.Deployment{ChainID: chain.ID})
		require.NoError(t, err)
		seen, _, err := contracts.Prepare(t.Context(), chain.Client, from.Address, 0, plan, contracts.Deployment{ChainID: chain.ID})
		require.NoError(t, err)
		require.Equal(t, blind, seen)
		names := make([]string, len(seen))
		for i, tx := range seen {
			names[i] = tx.Step
			require.EqualValues(t, i, tx.Nonce)
		}
		require.Equal(t, steps, names)
		require.ErrorIs(t, foreseen.Validate(), contracts.ErrUnfinished)

		// Somebody signs and sends the first half; what is left is the other.
		const half = 6
		for _, tx := range seen[:half] {
			send(t, chain, tx)
		}
		left, then, err := contracts.Prepare(t.Context(), chain.Client, from.Address, half, plan, foreseen)
		require.NoError(t, err)
		require.Equal(t, seen[half:], left)
		require.Equal(t, foreseen, then)
		for _, tx := range left {
			send(t, chain, tx)
		}
		left, then, err = contracts.Prepare(t.Context(), chain.Client, from.Address, uint64(len(steps)), plan, foreseen)
		require.NoError(t, err)
		require.Empty(t, left)
		require.NoError(t, then.Validate())
		requireOnce(t, chain, then)
	})
}

// send signs and sends a transaction as its text says, as a wallet would.
func send(t *testing.T, chain chaintest.Chain, unsigned contracts.Unsigned) {
	t.Helper()
	raw, err := json.Marshal(unsigned)
	require.NoError(t, err)
	var tx contracts.Unsigned
	require.NoError(t, json.Unmarshal(raw, &tx))
	s := sender(t, chain.Client, chain, 0)
	if tx.To != nil {
		_, err = s.Send(t.Context(), *tx.To, tx.Data)
		require.NoError(t, err)
		return
	}
	at, _, err := s.Deploy(t.Context(), tx.Data, nil)
	require.NoError(t, err)
	require.Equal(t, *tx.Creates, at)
}

func TestSimulate_TellsTheGasThatIsUsedThen(t *testing.T) {
	t.Parallel()
	chain := chaintest.Embedded(t) // anvil 1.7 simulates no transaction that creates a contract
	plan, from := everything(chain), chain.Accounts[0].Address
	txs, _, err := contracts.Prepare(t.Context(), chain.Client, from, 0, plan, contracts.Deployment{ChainID: chain.ID})
	require.NoError(t, err)
	gas, err := contracts.Simulate(t.Context(), chain.Client, txs)
	require.NoError(t, err)
	i := 0
	_, err = contracts.Continue(t.Context(), sender(t, chain.Client, chain, 0), plan, contracts.Deployment{}, contracts.Journal{
		Save: func(contracts.Deployment) error { return nil },
		Done: func(d contracts.Done) {
			require.InEpsilon(t, d.Receipt.GasUsed, gas[i], 0.01, d.Step)
			i++
		},
	})
	require.NoError(t, err)
	require.Len(t, gas, i)

	refused := []contracts.Unsigned{{Step: "mint", From: chain.Accounts[1].Address, To: txs[0].Creates, Data: txs[2].Data}}
	_, err = contracts.Simulate(t.Context(), chain.Client, refused)
	var reverted *contracts.RevertError
	require.ErrorAs(t, err, &reverted)
	require.ErrorContains(t, err, "simulate mint")
}
