package journal

import (
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
)

// ID names a run: a request in a block. A request that a reorganisation moves to another block is another run, since its
// cancelExpiration differs and the Operator would not take the first run's answer.
type ID struct {
	RequestID common.Hash
	BlockHash common.Hash
}

// Run is what is known of a run. It holds nothing of the request's or the answer's content.
type Run struct {
	ID
	BlockNumber uint64
	LogTx       common.Hash // the transaction whose log is the request
	LogIndex    uint        // of the log in its block
	JobID       uuid.UUID
	JobName     string
	State       State
	Error       string      // why it failed, or was not started; else empty
	TxHash      common.Hash // of the fulfilment that was signed last, or that was mined; zero before
	// Confirmations is how many blocks deep, its own included, the fulfilment has to be; 0 is as deep as final blocks are.
	Confirmations uint64
	Times         Times
	UpdatedAt     time.Time
}

// Times are when a run reached its states; the zero time is not yet. Ended is that of its end, final excepted.
type Times struct {
	Seen, Confirmed, Running, Answered, Sent, Mined, Ended time.Time
}

// Step is one step of a run.
type Step struct {
	State         State
	Error         string
	TxHash        common.Hash // zero leaves the run's as it is
	Confirmations uint64      // zero leaves the run's as it is
	At            time.Time
}

// Transaction is a transaction that was signed, and may have been broadcast.
type Transaction struct {
	Hash    common.Hash
	Account common.Address
	Nonce   uint64
	Run     ID     // zero: it only fills a gap in the nonces
	Sealed  []byte // the signed transaction, encrypted; empty once its nonce is used up for good
	At      time.Time
}

// maxError is the length limit of a run's error, in bytes; the column of MySQL holds as many characters.
const maxError = 500

// shorten cuts an error's text to what is stored.
func shorten(text string) string {
	return strings.ToValidUTF8(text[:min(len(text), maxError)], "")
}
