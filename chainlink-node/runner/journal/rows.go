package journal

import (
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
)

// runRow is a row of runner_run. Times are microseconds since 1970, 0 for none.
type runRow struct {
	ChainID       uint64 `gorm:"primaryKey"`
	RequestID     string `gorm:"primaryKey"`
	BlockHash     string `gorm:"primaryKey"`
	BlockNumber   uint64
	LogTx         string
	LogIndex      uint64
	JobID         string
	JobName       string
	State         State
	Settled       int
	Error         string
	TxHash        string
	Confirmations uint64
	SeenAt        int64
	ConfirmedAt   int64
	RunningAt     int64
	AnsweredAt    int64
	SentAt        int64
	MinedAt       int64
	EndedAt       int64
	UpdatedAt     int64 `gorm:"autoUpdateTime:false"`
}

func (runRow) TableName() string { return "runner_run" }

// timeColumn is where the time of a step to a state is kept; none for final.
func timeColumn(s State) string {
	switch s {
	case Seen:
		return "seen_at"
	case Confirmed:
		return "confirmed_at"
	case Running:
		return "running_at"
	case Answered:
		return "answered_at"
	case Sent:
		return "sent_at"
	case Mined:
		return "mined_at"
	case Final:
		return ""
	default:
		return "ended_at"
	}
}

func newRunRow(chain uint64, r Run) runRow {
	row := runRow{
		ChainID: chain, RequestID: r.RequestID.Hex(), BlockHash: r.BlockHash.Hex(), BlockNumber: r.BlockNumber,
		LogTx: r.LogTx.Hex(), LogIndex: uint64(r.LogIndex), JobID: r.JobID.String(), JobName: r.JobName,
		State: r.State, Settled: flag(r.State.Settled()), Error: shorten(r.Error), Confirmations: r.Confirmations,
		SeenAt: micros(r.Times.Seen), UpdatedAt: micros(r.UpdatedAt),
	}
	if r.State.Ended() {
		row.EndedAt = row.UpdatedAt
	}
	if r.TxHash != (common.Hash{}) {
		row.TxHash = r.TxHash.Hex()
	}
	return row
}

// run is what the row says. What is not as this package writes it comes out zero.
func (r runRow) run() Run {
	jobID, _ := uuid.Parse(r.JobID)
	return Run{
		ID:          ID{common.HexToHash(r.RequestID), common.HexToHash(r.BlockHash)},
		BlockNumber: r.BlockNumber, LogTx: common.HexToHash(r.LogTx), LogIndex: uint(r.LogIndex),
		JobID: jobID, JobName: r.JobName, State: r.State, Error: r.Error, TxHash: common.HexToHash(r.TxHash),
		Confirmations: r.Confirmations, UpdatedAt: moment(r.UpdatedAt),
		Times: Times{
			Seen: moment(r.SeenAt), Confirmed: moment(r.ConfirmedAt), Running: moment(r.RunningAt),
			Answered: moment(r.AnsweredAt), Sent: moment(r.SentAt), Mined: moment(r.MinedAt), Ended: moment(r.EndedAt),
		},
	}
}

// transactionRow is a row of runner_transaction.
type transactionRow struct {
	ChainID   uint64 `gorm:"primaryKey"`
	TxHash    string `gorm:"primaryKey"`
	Account   string
	Nonce     uint64
	RequestID string
	BlockHash string
	Settled   int
	Sealed    []byte
	SignedAt  int64
}

func (transactionRow) TableName() string { return "runner_transaction" }

func newTransactionRow(chain uint64, t Transaction) transactionRow {
	row := transactionRow{
		ChainID: chain, TxHash: t.Hash.Hex(), Account: t.Account.Hex(), Nonce: t.Nonce,
		Sealed: t.Sealed, SignedAt: micros(t.At),
	}
	if t.Run != (ID{}) {
		row.RequestID, row.BlockHash = t.Run.RequestID.Hex(), t.Run.BlockHash.Hex()
	}
	return row
}

func (r transactionRow) transaction() Transaction {
	return Transaction{
		Hash: common.HexToHash(r.TxHash), Account: common.HexToAddress(r.Account), Nonce: r.Nonce,
		Run:    ID{common.HexToHash(r.RequestID), common.HexToHash(r.BlockHash)},
		Sealed: r.Sealed, At: moment(r.SignedAt),
	}
}

// leaseRow is a row of runner_lease.
type leaseRow struct {
	ChainID uint64 `gorm:"primaryKey;autoIncrement:false"`
	Holder  string
	Token   int64
	Beat    int64
}

func (leaseRow) TableName() string { return "runner_lease" }

// markRow is a row of runner_mark.
type markRow struct {
	ChainID uint64 `gorm:"primaryKey"`
	Name    string `gorm:"primaryKey"`
	Value   uint64
}

func (markRow) TableName() string { return "runner_mark" }

func flag(is bool) int {
	if is {
		return 1
	}
	return 0
}

func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func moment(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}
