package runner_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// adapter stands in for the external adapter: it answers both endpoints, or as answer says.
type adapter struct {
	*httptest.Server
	mu     sync.Mutex
	asked  []string // request ids, in order
	answer http.HandlerFunc
}

const (
	scoreAnswer  = `{"statusCode":200,"data":{"result":7311,"score":7311,"coverage":9000,"asOf":1460332800,"modelHash":"0x1a1f4502024df8a68d12e64bb2364ad6308d04ed0a7d5e8300a676ec70867140"},"result":7311,"error":null}`
	recordAnswer = `{"statusCode":200,"data":{"result":"0x5ea1ed"},"result":"0x5ea1ed","error":null}`
)

func newAdapter(t *testing.T) *adapter {
	a := &adapter{}
	a.Server = httptest.NewServer(a)
	t.Cleanup(a.Close)
	return a
}

func (a *adapter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var request struct {
		ID   string
		Data struct{ Endpoint string }
	}
	body, err := io.ReadAll(r.Body)
	if err == nil {
		err = json.Unmarshal(body, &request)
	}
	if err != nil || r.Header.Get("Authorization") != "Bearer "+token {
		http.Error(w, `{"error":"bad request"}`, http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	a.mu.Lock()
	a.asked = append(a.asked, request.ID)
	answer := a.answer
	a.mu.Unlock()
	switch {
	case answer != nil:
		answer(w, r)
	case request.Data.Endpoint == "record":
		_, _ = io.WriteString(w, recordAnswer)
	default:
		_, _ = io.WriteString(w, scoreAnswer)
	}
}

func (a *adapter) behave(answer http.HandlerFunc) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.answer = answer
}

func (a *adapter) calls() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.asked)
}

// logBook keeps what a runner logs.
type logBook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logBook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logBook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
