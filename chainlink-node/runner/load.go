package runner

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
)

// load takes up all transactions that an earlier term signed and that the chain has not used up for good. It returns
// those of runs by their ids. They are offered again with the first look.
func (s *sender) load(ctx context.Context) (map[journal.ID]*flight, error) {
	records, err := s.term.journal.OpenTransactions(ctx)
	if err != nil {
		return nil, err
	}
	flights := map[journal.ID]*flight{}
	for _, record := range records {
		a := s.account(record)
		if a == nil {
			s.term.log.Error("a transaction of a key that this runner does not have is left alone", "account", record.Account, "nonce", record.Nonce)
			continue
		}
		tx, err := unseal(a.signer, record)
		if err != nil {
			s.term.log.Error("a transaction in the journal cannot be read", "tx_hash", record.Hash, "error", err)
			continue
		}
		f := a.flights[record.Nonce]
		if f == nil {
			f = &flight{account: a, nonce: record.Nonce, landed: make(chan struct{})}
			a.add(f)
		}
		f.add(tx)
		if record.Run != (journal.ID{}) {
			flights[record.Run] = f
		}
	}
	return flights, nil
}

// account is the one that a transaction is of, nil if the runner does not have it.
func (s *sender) account(record journal.Transaction) *account {
	for _, a := range s.accounts {
		if a.address() == record.Account {
			return a
		}
	}
	return nil
}

func unseal(signer Signer, record journal.Transaction) (*types.Transaction, error) {
	raw, err := signer.Open(record.Sealed, record.Hash)
	if err != nil {
		return nil, err
	}
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		return nil, fmt.Errorf("decode transaction: %w", err)
	}
	return tx, nil
}

// adopt says which run a flight that was taken up is for.
func (s *sender) adopt(f *flight, run *run, record journal.Run) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.run, f.confirmations = run, record.Confirmations
	f.told = record.State.Ended()
}
