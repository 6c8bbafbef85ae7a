package adapter

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/gin-gonic/gin"

	"github.com/link4health/link4health/bridge"
)

// Names of the endpoints, for the field endpoint of a request.
const (
	endpointScore  = "score"
	endpointScores = "scores"
	endpointRecord = "record"
)

const mediaJSON = "application/json"

// Sizes of buffers, in bytes: what an answer usually takes, and what is kept for the next request.
const (
	usualAnswer   = 512
	maxKeptBuffer = 64 << 10
)

// answer answers a bridge task's request.
func (s *Server) answer(c *gin.Context, x *exchange) error {
	if err := s.access.admit(first(c.Request.Header["Authorization"]), x.start); err != nil {
		return err
	}
	if err := s.slots.enter(); err != nil {
		return err
	}
	defer s.slots.leave()
	if !acceptable(c.Request.Header) {
		return fail(unsupportedContentType)
	}
	req, err := s.parse(c, x)
	if err != nil {
		return err
	}
	if s.mayDefer(x, &req) {
		deferred := req // the other stays on the stack
		return s.answerLater(c, x, &deferred)
	}
	x.body, err = s.respond(c.Request.Context(), x, &req, x.buffer[:0])
	if err != nil {
		return err
	}
	x.buffer = x.body
	return nil
}

// limited bounds the work for a request by API_TIMEOUT. It is called where work begins: what is at hand needs no timer.
func (s *Server) limited(ctx context.Context, x *exchange) (context.Context, context.CancelFunc) {
	return context.WithDeadline(ctx, s.until(ctx, x))
}

// until is when API_TIMEOUT passes. Where nobody waits the context ends then.
func (s *Server) until(ctx context.Context, x *exchange) time.Time {
	if deadline, limited := ctx.Deadline(); limited || x.start.IsZero() {
		return deadline
	}
	return x.start.Add(s.cfg.APITimeout.Duration())
}

// respond appends the JSON of the answer to a request.
func (s *Server) respond(ctx context.Context, x *exchange, req *bridge.Request, to []byte) ([]byte, error) {
	response, err := s.dispatch(ctx, x, req)
	if err != nil {
		return nil, err
	}
	response.JobRunID, response.AdapterName, response.Transport = req.ID, Name, sourceStore
	return response.AppendJSON(to)
}

// parse reads the body within the size limit. What it returns shares no memory with the buffer.
func (s *Server) parse(c *gin.Context, x *exchange) (bridge.Request, error) {
	if c.Request.ContentLength > s.cfg.MaxPayloadSize {
		return bridge.Request{}, fail(payloadTooLarge)
	}
	from := c.Request.Body
	if c.Request.ContentLength < 0 { // else the server reads no more than was announced
		from = http.MaxBytesReader(c.Writer, from, s.cfg.MaxPayloadSize)
	}
	body, err := readAll(x.buffer[:0], from)
	x.buffer = body
	if err == nil {
		err = from.Close() // which the server else would look for a rest of
	}
	if err != nil {
		return bridge.Request{}, bodyFailure(err)
	}
	if s.cfg.MetricsEnabled {
		s.metrics.payload.Observe(float64(len(body)))
	}
	req, err := bridge.ParseRequest(body)
	x.jobRunID = req.ID
	if err != nil {
		return req, failWith(invalidJSON, err.Error()+`; post {"id", "data": {"endpoint", …}}`)
	}
	return req, nil
}

// bodyFailure puts an error of reading a body into the client's words.
func bodyFailure(err error) error {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return fail(payloadTooLarge)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return failBecause(timedOut, err)
	default:
		return &failure{code: invalidJSON, detail: "the body could not be read to its end; send it whole", cause: err}
	}
}

// readAll is io.ReadAll into a buffer that is there already.
func readAll(buffer []byte, r io.Reader) ([]byte, error) {
	for {
		if len(buffer) == cap(buffer) {
			buffer = append(buffer, 0)[:len(buffer)]
		}
		n, err := r.Read(buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		if errors.Is(err, io.EOF) {
			return buffer, nil
		}
		if err != nil {
			return buffer, err
		}
	}
}

// dispatch runs the endpoint that the request names.
func (s *Server) dispatch(ctx context.Context, x *exchange, req *bridge.Request) (bridge.Response, error) {
	endpoint := s.endpoint(x, req)
	if endpoint == endpointScore {
		return s.score(ctx, x, req)
	}
	ctx, cancel := s.limited(ctx, x)
	defer cancel()
	switch endpoint {
	case endpointScores:
		return s.scores(ctx, x, req)
	case endpointRecord:
		return s.record(ctx, x, req)
	default:
		return bridge.Response{}, fail(unknownEndpoint)
	}
}

// endpoint is the endpoint that the request names, which the exchange notes; none is score, the default. It is "" if
// there is no such endpoint.
func (s *Server) endpoint(x *exchange, req *bridge.Request) string {
	name := req.Data.Endpoint
	if name == "" {
		name = req.Endpoint
	}
	switch strings.ToLower(name) {
	case endpointScore, "":
		x.endpoint = endpointScore
	case endpointScores:
		x.endpoint = endpointScores
	case endpointRecord:
		x.endpoint = endpointRecord
	}
	return x.endpoint
}

// first is the value of a header that is given once. Looked up by its canonical name, a header costs no look at the name.
func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// acceptable reports whether a body is announced as JSON in UTF-8, not compressed.
func acceptable(header http.Header) bool {
	if encoding := first(header["Content-Encoding"]); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return false
	}
	value := first(header["Content-Type"])
	if value == mediaJSON {
		return true // what nodes send
	}
	media, params, err := mime.ParseMediaType(value)
	if err != nil {
		return false
	}
	switch charset := strings.ToLower(params["charset"]); charset {
	case "", "utf-8", "utf8", "us-ascii":
	default:
		return false
	}
	return media == mediaJSON || media == "text/json" ||
		strings.HasPrefix(media, "application/") && strings.HasSuffix(media, "+json")
}

// invalid is the failure that names all faults, or nil if there are none.
func invalid(endpoint string, faults bridge.Faults) error {
	if len(faults) == 0 {
		return nil
	}
	c := invalidField
	if faults.Missing() {
		c = missingField
	}
	return failWith(c, fmt.Sprintf("endpoint %s: %v", endpoint, faults))
}

// checkRequester refuses a request from the chain that another contract than allowed has made. A request that does not
// come from the chain passes: whoever made it holds a token.
func checkRequester(oracle *bridge.OracleRequest, allowed common.Address) error {
	if oracle == nil {
		return nil
	}
	if allowed == (common.Address{}) || !common.IsHexAddress(oracle.Requester) || common.HexToAddress(oracle.Requester) != allowed {
		return fail(requesterNotAllowed)
	}
	return nil
}
