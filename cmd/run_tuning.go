package cmd

import (
	"errors"
	"math/big"
	"time"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/chainlink-node/runner"
	"github.com/link4health/link4health/chainlink-node/runner/journal"
)

// tuningFlags say how the runner sends and how it shares its journal.
type tuningFlags struct {
	maxFeeGwei, bumpAfter uint64
	retention, leaseTTL   time.Duration
}

func (f *tuningFlags) register(c *cobra.Command) {
	c.Flags().Uint64Var(&f.maxFeeGwei, "max-fee-gwei", 500, "the most to pay for a unit of gas, tip included; above it nothing is sent")
	c.Flags().Uint64Var(&f.bumpAfter, "bump-after", 3, "blocks after which a transaction that is not mined is made to pay more")
	c.Flags().DurationVar(&f.retention, "retention", 7*24*time.Hour, "how long the journal keeps runs that nothing is left to do for")
	c.Flags().DurationVar(&f.leaseTTL, "lease-ttl", 5*time.Second, "how long a runner may be silent before another on the same journal takes over")
}

// apply checks the flags and puts them where they belong.
func (f *tuningFlags) apply(to *runner.Config) (journal.Config, error) {
	const gwei, shortest = 1_000_000_000, 500 * time.Millisecond
	switch {
	case f.maxFeeGwei == 0:
		return journal.Config{}, usageError{errors.New("--max-fee-gwei: want 1 or more")}
	case f.bumpAfter == 0:
		return journal.Config{}, usageError{errors.New("--bump-after: want 1 or more")}
	case f.retention < time.Hour:
		return journal.Config{}, usageError{errors.New("--retention: want 1h or more, since requests may be found again in recent blocks")}
	case f.leaseTTL < shortest:
		return journal.Config{}, usageError{errors.New("--lease-ttl: want 500ms or more")}
	}
	to.MaxFeePerGas = new(big.Int).Mul(new(big.Int).SetUint64(f.maxFeeGwei), big.NewInt(gwei))
	to.BumpAfterBlocks, to.Retention = f.bumpAfter, f.retention
	return journal.Config{TTL: f.leaseTTL}, nil
}
