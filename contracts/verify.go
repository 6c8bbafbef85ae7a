package contracts

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/contracts/bindings"
	"github.com/link4health/link4health/jobspecs"
)

// operatorExpiry is how long after a request an Operator lets it be cancelled, in seconds: what the consumers expect.
//
// Source: Chainlink contracts 1.5.0, Operator.EXPIRYTIME; OracleConsumer.ORACLE_EXPIRY here.
const operatorExpiry = 300

// ErrNotLink is returned for a token that cannot pay oracles.
var ErrNotLink = errors.New("this is not LINK")

// CheckLink returns nil if the token at an address can pay oracles: LINK of 18 decimals that knows transferAndCall, which
// the LINK of some bridges does not. account is any account; nothing is sent.
//
// Returns an error that wraps ErrNotLink, or the chain's.
//
// Source: ERC-677; docs.chain.link/resources/link-token-contracts, "ERC-677 LINK on Polygon".
func CheckLink(ctx context.Context, chain Backend, at, account common.Address) error {
	code, err := chain.CodeAt(ctx, at, nil)
	if err != nil {
		return fmt.Errorf("ask for the code at %s: %w", at, err)
	}
	if len(code) == 0 {
		return fmt.Errorf("%w: there is no contract at %s", ErrNotLink, at)
	}
	token := bindings.NewLinkToken()
	symbol, err := View(ctx, chain, at, token.PackSymbol(), token.UnpackSymbol)
	if err != nil || symbol != "LINK" {
		return fmt.Errorf("%w: the contract at %s has the symbol %q", ErrNotLink, at, symbol)
	}
	decimals, err := View(ctx, chain, at, token.PackDecimals(), token.UnpackDecimals)
	if err != nil || decimals != 18 {
		return fmt.Errorf("%w: the token at %s has %d decimals, not 18", ErrNotLink, at, decimals)
	}
	call := token.PackTransferAndCall(account, new(big.Int), nil)
	if _, err := chain.CallContract(ctx, ethereum.CallMsg{From: account, To: &at, Data: call}, nil); err != nil {
		return fmt.Errorf("%w that pays oracles: the token at %s refuses transferAndCall (ERC-677): %w; LINK of a bridge can be converted at pegswap.chain.link",
			ErrNotLink, at, asRevert(err))
	}
	return nil
}

// Verify returns nil if the contracts of a deployment are on the chain and know each other, else every fault, joined.
// What their owners may change meanwhile, such as payments, does not matter.
func Verify(ctx context.Context, chain Backend, d Deployment) error {
	id, err := chain.ChainID(ctx)
	if err != nil {
		return fmt.Errorf("ask for the chain id: %w", err)
	}
	if !id.IsUint64() || id.Uint64() != d.ChainID {
		return fmt.Errorf("the deployment is for chain %d, this is chain %s", d.ChainID, id)
	}
	var faults []error
	for name, at := range map[string]common.Address{
		"LinkToken": d.LinkToken, "Operator": d.Operator, "ScoreRegistry": d.ScoreRegistry, "RecordMarket": d.RecordMarket,
	} {
		code, err := chain.CodeAt(ctx, at, nil)
		if err != nil {
			return fmt.Errorf("ask for the code at %s: %w", at, err)
		}
		if len(code) == 0 {
			faults = append(faults, fmt.Errorf("%s: the chain has no contract at %s", name, at))
		}
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	operator, consumer := bindings.NewOperator(), bindings.NewScoreRegistry()
	o := inspect(chain, "Operator", d.Operator)
	expect(ctx, o, "LINK token", operator.PackGetChainlinkToken(), operator.UnpackGetChainlinkToken, d.LinkToken)
	faults = append(faults, o.faults...)
	for _, c := range []*inspection{inspect(chain, "ScoreRegistry", d.ScoreRegistry), inspect(chain, "RecordMarket", d.RecordMarket)} {
		expect(ctx, c, "LINK token", consumer.PackLinkToken(), consumer.UnpackLinkToken, d.LinkToken)
		expect(ctx, c, "oracle", consumer.PackOracle(), consumer.UnpackOracle, d.Operator)
		faults = append(faults, c.faults...)
	}
	return errors.Join(faults...)
}

// inspection collects what a contract says otherwise than it should.
type inspection struct {
	chain  Backend
	name   string
	at     common.Address
	faults []error
}

func inspect(chain Backend, name string, at common.Address) *inspection {
	return &inspection{chain: chain, name: name, at: at}
}

// expect asks a view function and notes an answer that is none of those wanted.
func expect[T comparable](ctx context.Context, i *inspection, what string, packed []byte, unpack func([]byte) (T, error), wanted ...T) {
	got, err := View(ctx, i.chain, i.at, packed, unpack)
	if err != nil {
		i.faults = append(i.faults, fmt.Errorf("%s at %s: ask for its %s: %w", i.name, i.at, what, err))
		return
	}
	for _, want := range wanted {
		if got == want {
			return
		}
	}
	i.faults = append(i.faults, fmt.Errorf("%s at %s: its %s is %v, wanted %v", i.name, i.at, what, got, wanted[0]))
}

// text unpacks a number as its digits, which compare.
func text(unpack func([]byte) (*big.Int, error)) func([]byte) (string, error) {
	return func(data []byte) (string, error) {
		n, err := unpack(data)
		if err != nil {
			return "", err
		}
		return n.String(), nil
	}
}

// checkOperator returns what is wrong with the Operator.
func (b *builder) checkOperator(ctx context.Context) error {
	contract := bindings.NewOperator()
	i := inspect(b.chain, "Operator", b.deployment.Operator)
	expect(ctx, i, "LINK token", contract.PackGetChainlinkToken(), contract.UnpackGetChainlinkToken, b.deployment.LinkToken)
	expect(ctx, i, "expiry time", contract.PackEXPIRYTIME(), text(contract.UnpackEXPIRYTIME), fmt.Sprint(operatorExpiry))
	if b.plan.Operator == (common.Address{}) {
		expect(ctx, i, "owner", contract.PackOwner(), contract.UnpackOwner, b.owners()...)
	}
	return errors.Join(i.faults...)
}

// owners are who may own what was deployed.
func (b *builder) owners() []common.Address {
	if b.plan.Owner == (common.Address{}) {
		return []common.Address{b.deployer}
	}
	return []common.Address{b.deployer, b.plan.Owner}
}

// checkConsumer notes what is wrong with what both consumers have; the functions of the two have the same names.
func (b *builder) checkConsumer(ctx context.Context, i *inspection, job [32]byte) {
	contract := bindings.NewScoreRegistry()
	expect(ctx, i, "LINK token", contract.PackLinkToken(), contract.UnpackLinkToken, b.deployment.LinkToken)
	expect(ctx, i, "oracle", contract.PackOracle(), contract.UnpackOracle, b.deployment.Operator)
	expect(ctx, i, "job", contract.PackJobId(), contract.UnpackJobId, job)
	expect(ctx, i, "payment in juels", contract.PackOraclePayment(), text(contract.UnpackOraclePayment), b.plan.PaymentJuels.String())
	expect(ctx, i, "owner", contract.PackOwner(), contract.UnpackOwner, b.owners()...)
}

// checkRegistry returns what is wrong with the ScoreRegistry.
func (b *builder) checkRegistry(ctx context.Context) error {
	i := inspect(b.chain, "ScoreRegistry", b.deployment.ScoreRegistry)
	job, _ := jobspecs.SpecID(b.plan.ScoreJobID)
	b.checkConsumer(ctx, i, job)
	return errors.Join(i.faults...)
}

// checkMarket returns what is wrong with the RecordMarket.
func (b *builder) checkMarket(ctx context.Context) error {
	i := inspect(b.chain, "RecordMarket", b.deployment.RecordMarket)
	job, _ := jobspecs.SpecID(b.plan.RecordJobID)
	b.checkConsumer(ctx, i, job)
	contract := bindings.NewRecordMarket()
	expect(ctx, i, "approval window in seconds", contract.PackApprovalWindow(), contract.UnpackApprovalWindow, uint64(b.plan.ApprovalWindow/time.Second))
	return errors.Join(i.faults...)
}
