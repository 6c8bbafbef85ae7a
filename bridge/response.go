package bridge

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"strconv"
	"time"
)

// MaxAnswerBytes is the size limit, in bytes, of every answer of an adapter. A node cuts what is longer than 32768
// bytes without a word; half of that leaves room for what a job spec's other tasks add.
//
// Source: chainlink v2.29, docs/CONFIG.md, JobPipeline.HTTPRequest.MaxSize
const MaxAnswerBytes = 16 << 10

// MaxSealedBytes is the length limit, in bytes, of a sealed location in an answer, which holds it twice in hex.
const MaxSealedBytes = 3 << 10

// ErrTooLarge says that an answer would exceed MaxAnswerBytes.
var ErrTooLarge = errors.New("the answer is larger than a node reads")

// ScoreData is the data of a score endpoint's answer: everything that leaves the adapter about a citizen.
type ScoreData struct {
	Score     uint16    // 0 to 10000
	Coverage  uint16    // weight of the factors present, basis points, 0 to 10000
	AsOf      time.Time // time of the newest measurement used, whole seconds
	ModelHash [32]byte  // keccak256 of the model's canonical JSON
}

// ScoresData is the data of an answer about several citizens.
type ScoresData struct {
	// Packed is what ScoreRegistry.fulfillScores takes: the model's hash, then a word of 32 bytes for each citizen in the
	// order of the request, with address (20), score (2; 65535 for none), coverage (2) and asOf (8).
	Packed []byte
}

// RecordData is the data of a record endpoint's answer.
type RecordData struct {
	Sealed []byte // the location, sealed to the requester; at most MaxSealedBytes
}

// Timestamps say when the adapter asked its database for the data and when it had them, and of when the data are.
// A zero time is left out.
//
// Source: external-adapter-framework v2.18, src/util/types.ts, ResponseTimestamps
type Timestamps struct {
	Requested, Received, Indicated time.Time
}

// Response is an adapter's answer to a request that succeeded, sent with HTTP status 200. Exactly one of Score,
// Scores and Record is set.
type Response struct {
	JobRunID    string // the request's id
	Score       *ScoreData
	Scores      *ScoresData
	Record      *RecordData
	Timestamps  Timestamps
	AdapterName string
	Transport   string // where the adapter has the data from
}

// AppendJSON appends the answer's JSON to dst, or returns ErrTooLarge and dst as it was.
func (r *Response) AppendJSON(dst []byte) ([]byte, error) {
	start := len(dst)
	dst = append(dst, `{"jobRunID":`...)
	dst = appendString(dst, r.JobRunID)
	dst = append(dst, `,"statusCode":200,"data":{"result":`...)
	dst = r.appendResult(dst)
	if s := r.Score; s != nil {
		dst = append(dst, `,"score":`...)
		dst = strconv.AppendUint(dst, uint64(s.Score), 10)
		dst = append(dst, `,"coverage":`...)
		dst = strconv.AppendUint(dst, uint64(s.Coverage), 10)
		dst = append(dst, `,"asOf":`...)
		dst = strconv.AppendInt(dst, s.AsOf.Unix(), 10)
		dst = append(dst, `,"modelHash":`...)
		dst = appendHex(dst, s.ModelHash[:])
	}
	dst = append(dst, `},"result":`...)
	dst = r.appendResult(dst)
	dst = append(dst, `,"error":null,"timestamps":{`...)
	dst = r.Timestamps.append(dst)
	dst = append(dst, `},"meta":{"adapterName":`...)
	dst = appendString(dst, r.AdapterName)
	dst = append(dst, `,"transportName":`...)
	dst = appendString(dst, r.Transport)
	dst = append(dst, `}}`...)
	if len(dst)-start > MaxAnswerBytes {
		return dst[:start], ErrTooLarge
	}
	return dst, nil
}

func (r *Response) appendResult(dst []byte) []byte {
	switch {
	case r.Score != nil:
		return strconv.AppendUint(dst, uint64(r.Score.Score), 10)
	case r.Scores != nil:
		return appendHex(dst, r.Scores.Packed)
	case r.Record != nil:
		return appendHex(dst, r.Record.Sealed)
	default:
		return append(dst, "null"...)
	}
}

func (t Timestamps) append(dst []byte) []byte {
	start := len(dst)
	for _, f := range [...]struct {
		name string
		at   time.Time
	}{
		{"providerDataRequestedUnixMs", t.Requested},
		{"providerDataReceivedUnixMs", t.Received},
		{"providerIndicatedTimeUnixMs", t.Indicated},
	} {
		if f.at.IsZero() {
			continue
		}
		if len(dst) > start {
			dst = append(dst, ',')
		}
		dst = append(dst, '"')
		dst = append(dst, f.name...)
		dst = append(dst, `":`...)
		dst = strconv.AppendInt(dst, f.at.UnixMilli(), 10)
	}
	return dst
}

// appendHex appends b as a JSON string of 0x and lower-case hex digits. The prefix matters: a node takes hex without
// it as text and stores that, without an error.
func appendHex(dst, b []byte) []byte {
	dst = append(dst, `"0x`...)
	dst = hex.AppendEncode(dst, b)
	return append(dst, '"')
}

// appendString appends s as a JSON string.
func appendString(dst []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			quoted, err := json.Marshal(s)
			if err != nil {
				return append(dst, `""`...) // not reached: a string always encodes
			}
			return append(dst, quoted...)
		}
	}
	dst = append(dst, '"')
	dst = append(dst, s...)
	return append(dst, '"')
}
