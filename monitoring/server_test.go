package monitoring_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// start runs a server until the test ends and waits until it is ready.
func start(t *testing.T, address, program string, args ...string) {
	t.Helper()
	var out bytes.Buffer
	command := exec.Command(program, args...) //nolint:noctx // ended by the cleanup
	command.Stdout, command.Stderr = &out, &out
	require.NoError(t, command.Start())
	ended := make(chan struct{})
	go func() { _ = command.Wait(); close(ended) }()
	t.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		<-ended
		if t.Failed() {
			t.Logf("%s:\n%s", program, out.String())
		}
	})
	require.Eventually(t, func() bool {
		r, err := http.Get("http://" + address + "/-/ready") //nolint:noctx // local
		if err != nil {
			return false
		}
		_ = r.Body.Close()
		return r.StatusCode == http.StatusOK
	}, patience, 200*time.Millisecond, "%s does not get ready", program)
}

// receiver takes Alertmanager's webhooks and keeps what they said.
type receiver struct {
	url string
	mu  sync.Mutex
	got map[string]bool // path, alert and status
}

func startReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{got: map[string]bool{}}
	r.url = serve(t, func(_ http.ResponseWriter, q *http.Request) {
		var message struct {
			Alerts []struct {
				Status string
				Labels map[string]string
			}
		}
		if json.NewDecoder(q.Body).Decode(&message) != nil {
			return
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		for _, a := range message.Alerts {
			r.got[q.URL.Path+" "+a.Labels["alertname"]+" "+a.Status] = true
		}
	})
	return r
}

// has reports whether the receiver at path was told of an alert.
func (r *receiver) has(path, alert, status string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.got[path+" "+alert+" "+status]
}
