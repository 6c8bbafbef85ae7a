package cmd

import (
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
)

// runReport is a run as it is printed.
type runReport struct {
	RequestID     string              `json:"requestId"`
	BlockNumber   uint64              `json:"blockNumber"`
	BlockHash     string              `json:"blockHash"`
	JobID         string              `json:"jobId"`
	Job           string              `json:"job"`
	State         journal.State       `json:"state"`
	Error         string              `json:"error,omitempty"`
	TxHash        string              `json:"txHash,omitempty"`
	Confirmations uint64              `json:"confirmations,omitempty"`
	Times         map[string]string   `json:"times"` // of each state that was reached, RFC 3339
	Transactions  []transactionReport `json:"transactions,omitempty"`
}

type transactionReport struct {
	Hash     string `json:"hash"`
	Account  string `json:"account"`
	Nonce    uint64 `json:"nonce"`
	SignedAt string `json:"signedAt"`
}

// timeNames are the keys of runReport's times, in order.
var timeNames = [...]string{"seen", "confirmed", "running", "answered", "sent", "mined", "ended"}

func newRunReport(r journal.Run) runReport {
	report := runReport{
		RequestID: r.RequestID.Hex(), BlockNumber: r.BlockNumber, BlockHash: r.BlockHash.Hex(),
		JobID: r.JobID.String(), Job: r.JobName, State: r.State, Error: r.Error, Confirmations: r.Confirmations,
		Times: map[string]string{},
	}
	if r.TxHash != (common.Hash{}) {
		report.TxHash = r.TxHash.Hex()
	}
	t := r.Times
	for i, at := range [len(timeNames)]time.Time{t.Seen, t.Confirmed, t.Running, t.Answered, t.Sent, t.Mined, t.Ended} {
		if !at.IsZero() {
			report.Times[timeNames[i]] = at.Format(time.RFC3339Nano)
		}
	}
	return report
}

func (r *runReport) addTransactions(signed []journal.Transaction) {
	for _, tx := range signed {
		r.Transactions = append(r.Transactions, transactionReport{
			Hash: tx.Hash.Hex(), Account: tx.Account.Hex(), Nonce: tx.Nonce, SignedAt: tx.At.Format(time.RFC3339Nano),
		})
	}
}
