package runner

import (
	"errors"
	"fmt"
	"math/big"
	"time"
)

// Config says how a runner behaves. The zero value of a field but ChainID and Bridges means its default.
type Config struct {
	// ChainID is the EIP-155 id of the chain. Job specs for another one are refused.
	ChainID uint64
	// Bridges are the URLs of the job specs' bridges by their lower-case names.
	Bridges map[string]string

	// PollInterval is how often the chain is asked for news if it does not announce them. Default 1 s.
	PollInterval time.Duration
	// RPCTimeout limits each question to the chain. Default 15 s.
	RPCTimeout time.Duration
	// BackfillBlocks is how far back the runner looks for open requests at its start, if it does not know how far it came
	// the last time. Default 1000: at a block time of 0.3 s or more, that reaches back to every request that cannot be
	// cancelled yet.
	BackfillBlocks uint64
	// MaxBlockRange is the most blocks that one eth_getLogs covers. A range that is refused is halved. Default 1000.
	MaxBlockRange uint64
	// MinIncomingConfirmations is the least number of blocks, the request's own included, before a request is answered,
	// whatever its job spec says. Default 1.
	MinIncomingConfirmations uint64
	// FinalityDepth is the number of blocks that a reorganisation may replace: so many are looked at again with each
	// new one, and an ethtx task without minConfirmations waits until so many are behind its own. Default 10.
	FinalityDepth uint64
	// FinalityTag asks the chain itself which block is final (the tag "finalized") rather than counting FinalityDepth
	// blocks: for looking at blocks again, for where to begin after a restart, and for ethtx without minConfirmations.
	FinalityTag bool
	// MinPayment is the least payment, in juels, for jobs whose spec names none. Default 0.00001 LINK.
	MinPayment *big.Int
	// ExpiryMargin is how long before its cancelExpiration a request is not started any more. Default 15 s.
	ExpiryMargin time.Duration

	// MaxConcurrent limits the runs that are at work at once; those that wait for their transaction do not count.
	// Default 64.
	MaxConcurrent int
	// MaxRunDuration limits a run until its transaction is sent. Default 10 min.
	MaxRunDuration time.Duration
	// GracePeriod is how long runs under way may take when the runner is told to stop. Default 30 s.
	GracePeriod time.Duration

	// MaxInFlight limits the transactions that are sent and not mined. Default 128.
	MaxInFlight int
	// DefaultGasLimit is for job specs that name none. Default 500,000.
	DefaultGasLimit uint64
	// MaxGasLimit is how far a gas limit is raised. Default 5,000,000.
	MaxGasLimit uint64
	// MaxFeePerGas is the most to pay for a unit of gas, tip included, in wei. While the base fee is above it nothing is
	// sent. Default 500 gwei.
	MaxFeePerGas *big.Int
	// BumpAfterBlocks is for how many blocks the next transaction of a key may not be mined before it is made to pay
	// more. Default 3.
	BumpAfterBlocks uint64

	// Retention is for how long runs that are settled stay in the journal. Default 7 days.
	Retention time.Duration
}

// Defaults of Config that are the real node's too.
//
// Source: chainlink v2.18, docs/CONFIG.md, EVM.MinContractPayment, EVM.GasEstimator.LimitDefault and
// JobPipeline.MaxRunDuration
const (
	defaultMinPayment     = 10_000_000_000_000 // juels
	defaultGasLimit       = 500_000
	defaultMaxRunDuration = 10 * time.Minute
)

const gwei = 1_000_000_000 // wei

// withDefaults fills in what is not given.
func (c Config) withDefaults() Config {
	c.PollInterval = orElse(c.PollInterval, time.Second)
	c.RPCTimeout = orElse(c.RPCTimeout, 15*time.Second)
	c.BackfillBlocks = orElse(c.BackfillBlocks, 1000)
	c.MaxBlockRange = orElse(c.MaxBlockRange, 1000)
	c.MinIncomingConfirmations = orElse(c.MinIncomingConfirmations, 1)
	c.FinalityDepth = orElse(c.FinalityDepth, 10)
	c.ExpiryMargin = orElse(c.ExpiryMargin, 15*time.Second)
	c.MaxConcurrent = orElse(c.MaxConcurrent, 64)
	c.MaxRunDuration = orElse(c.MaxRunDuration, defaultMaxRunDuration)
	c.GracePeriod = orElse(c.GracePeriod, 30*time.Second)
	c.MaxInFlight = orElse(c.MaxInFlight, 128)
	c.DefaultGasLimit = orElse(c.DefaultGasLimit, defaultGasLimit)
	c.MaxGasLimit = orElse(c.MaxGasLimit, 5_000_000)
	c.BumpAfterBlocks = orElse(c.BumpAfterBlocks, 3)
	c.Retention = orElse(c.Retention, 7*24*time.Hour)
	if c.MinPayment == nil {
		c.MinPayment = big.NewInt(defaultMinPayment)
	}
	if c.MaxFeePerGas == nil {
		c.MaxFeePerGas = big.NewInt(500 * gwei)
	}
	return c
}

func orElse[T comparable](value, fallback T) T {
	var zero T
	if value == zero {
		return fallback
	}
	return value
}

// validate returns every fault, joined.
func (c Config) validate() error {
	var faults []error
	fault := func(is bool, text string) {
		if is {
			faults = append(faults, errors.New(text))
		}
	}
	fault(c.ChainID == 0, "ChainID is missing")
	fault(c.MinPayment.Sign() < 0, "MinPayment is negative")
	fault(c.MaxFeePerGas.Sign() < 0, "MaxFeePerGas is negative")
	fault(c.MaxConcurrent < 0, "MaxConcurrent is negative")
	fault(c.MaxInFlight < 0, "MaxInFlight is negative")
	for name, d := range map[string]time.Duration{
		"PollInterval": c.PollInterval, "RPCTimeout": c.RPCTimeout, "ExpiryMargin": c.ExpiryMargin,
		"MaxRunDuration": c.MaxRunDuration, "GracePeriod": c.GracePeriod, "Retention": c.Retention,
	} {
		fault(d < 0, name+" is negative")
	}
	if err := errors.Join(faults...); err != nil {
		return fmt.Errorf("runner's configuration: %w", err)
	}
	return nil
}
