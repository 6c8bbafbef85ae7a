package main

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
)

// chainID is that of the chain, anvil's usual one.
const chainID = 31337

// anvil is a chain whose blocks are made from here, so that none comes in the middle of a reorganisation.
type anvil struct {
	*ethclient.Client
	rpc     *rpc.Client
	address string // host:port
	process *process
	stop    context.CancelFunc
	mining  sync.WaitGroup
	mu      sync.Mutex // held while blocks are made
}

// startAnvil starts a chain that mines each transaction at once.
func startAnvil(ctx context.Context, program, dir string) (*anvil, error) {
	if _, err := exec.LookPath(program); err != nil {
		return nil, fmt.Errorf("anvil is missing; run make deps: %w", err)
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	started, err := command{
		name: "anvil", log: filepath.Join(dir, "anvil.log"),
		arguments: []string{program, "--port", strconv.Itoa(port), "--silent", "--chain-id", strconv.Itoa(chainID)},
	}.start()
	if err != nil {
		return nil, err
	}
	a := &anvil{process: started, address: "127.0.0.1:" + strconv.Itoa(port), stop: func() {}}
	err = eventually(ctx, "anvil", time.Minute, func(ctx context.Context) error {
		if a.rpc == nil {
			if a.rpc, err = rpc.DialContext(ctx, "http://"+a.address); err != nil {
				return err
			}
		}
		return a.rpc.CallContext(ctx, nil, "evm_mine")
	})
	if err != nil {
		a.close()
		return nil, err
	}
	a.Client = ethclient.NewClient(a.rpc)
	return a, nil
}

// tick makes the chain mine a block every so often, and none in between.
func (a *anvil) tick(ctx context.Context, every time.Duration) error {
	if err := a.rpc.CallContext(ctx, nil, "evm_setAutomine", false); err != nil {
		return fmt.Errorf("end automatic mining: %w", err)
	}
	ctx, a.stop = context.WithCancel(ctx)
	a.mining.Go(func() { a.mine(ctx, every) })
	return nil
}

func (a *anvil) mine(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		a.mu.Lock()
		_ = a.rpc.CallContext(ctx, nil, "evm_mine") // what is not mined now is mined with the next
		a.mu.Unlock()
	}
}

func (a *anvil) close() {
	a.stop()
	a.mining.Wait()
	if a.rpc != nil {
		a.rpc.Close()
	}
	a.process.kill()
}

// setBalance gives an account so much, in wei. A reorganisation takes it back.
func (a *anvil) setBalance(ctx context.Context, account common.Address, wei *big.Int) error {
	return a.rpc.CallContext(ctx, nil, "anvil_setBalance", account, (*hexutil.Big)(wei))
}

// setBaseFee sets the next block's base fee, in wei; from there it moves by itself.
func (a *anvil) setBaseFee(ctx context.Context, wei *big.Int) error {
	return a.rpc.CallContext(ctx, nil, "anvil_setNextBlockBaseFeePerGas", (*hexutil.Big)(wei))
}

// reorganise replaces the last blocks by as many others. Of their transactions some are mined again in another of the
// blocks, some wait again, and some are forgotten: whoever sent them has to notice.
func (a *anvil) reorganise(ctx context.Context, depth uint64, random *rand.Rand) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	head, err := a.BlockNumber(ctx)
	if err != nil {
		return fmt.Errorf("ask for the latest block: %w", err)
	}
	var orphans types.Transactions
	for number := head - depth + 1; number <= head; number++ {
		block, err := a.BlockByNumber(ctx, new(big.Int).SetUint64(number))
		if err != nil {
			return fmt.Errorf("ask for block %d: %w", number, err)
		}
		orphans = append(orphans, block.Transactions()...)
	}
	again, waiting, err := fates(orphans, depth, random)
	if err != nil {
		return err
	}
	if err := a.rpc.CallContext(ctx, nil, "anvil_reorg", depth, again); err != nil {
		return fmt.Errorf("reorganise %d deep: %w", depth, err)
	}
	for _, tx := range waiting {
		_ = a.SendTransaction(ctx, tx) // one that does not fit any more is forgotten
	}
	return nil
}

// fates decides what becomes of the transactions of orphaned blocks: pairs of a raw transaction and the number of the
// new block to mine it in, and those that wait again. An account's transactions keep their order, and none of them is
// mined after one that is not.
func fates(orphans types.Transactions, depth uint64, random *rand.Rand) (again [][2]any, waiting types.Transactions, err error) {
	again = [][2]any{}
	signer := types.LatestSignerForChainID(big.NewInt(chainID))
	earliest, broken := map[common.Address]uint64{}, map[common.Address]bool{}
	for _, tx := range orphans {
		from, err := types.Sender(signer, tx)
		if err != nil {
			return nil, nil, fmt.Errorf("read the sender of %s: %w", tx.Hash(), err)
		}
		switch fate := random.IntN(100); {
		case fate < 60 && !broken[from]:
			raw, err := tx.MarshalBinary()
			if err != nil {
				return nil, nil, fmt.Errorf("encode %s: %w", tx.Hash(), err)
			}
			earliest[from] += random.Uint64N(depth - earliest[from])
			again = append(again, [2]any{hexutil.Encode(raw), earliest[from]})
		case fate < 85:
			waiting, broken[from] = append(waiting, tx), true
		default:
			broken[from] = true
		}
	}
	return again, waiting, nil
}
