package cmd_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/deferred/resumetest"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
)

// servedAdapter is `link4health serve` as a process of its own.
type servedAdapter struct {
	process *exec.Cmd
	url     string
	log     *bytes.Buffer // read only once the process has ended
	ended   chan struct{}
}

// mustServe starts the adapter with settings and waits until it listens.
func mustServe(t *testing.T, settings ...string) *servedAdapter {
	t.Helper()
	s := &servedAdapter{process: exec.Command("link4health", "serve"), log: &bytes.Buffer{}, ended: make(chan struct{})}
	s.process.Env = append(os.Environ(), settings...)
	output, err := s.process.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, s.process.Start())
	t.Cleanup(s.kill)
	listening := make(chan string, 1)
	go func() {
		defer close(s.ended)
		lines := bufio.NewReader(io.TeeReader(output, s.log))
		for {
			line, err := lines.ReadBytes('\n')
			var entry struct{ Msg, Adapter string }
			if json.Unmarshal(line, &entry) == nil && entry.Msg == "listening" {
				listening <- entry.Adapter
			}
			if err != nil {
				return
			}
		}
	}()
	select {
	case address := <-listening:
		s.url = "http://" + address
	case <-s.ended:
		require.FailNow(t, "the adapter does not start", s.log.String())
	case <-time.After(30 * time.Second):
		require.FailNow(t, "the adapter does not listen")
	}
	return s
}

// stop ends the process as an operator does and waits until it is gone, its last line written.
func (s *servedAdapter) stop(t *testing.T) {
	t.Helper()
	require.NoError(t, s.process.Process.Signal(syscall.SIGTERM))
	<-s.ended
	require.NoError(t, s.process.Wait())
}

// kill ends the process as a crash would and waits until it is gone.
func (s *servedAdapter) kill() {
	_ = s.process.Process.Kill()
	<-s.ended
	_ = s.process.Wait()
}

// crashSubject is a citizen with a body mass index, which a low MIN_COVERAGE makes do for a score.
const crashSubject = "0x5ec0de5ec0de5ec0de5ec0de5ec0de5ec0de0007"

// mustCitizen makes a database with that citizen.
func mustCitizen(t *testing.T, url string) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Config{URL: url, Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	require.NoError(t, s.Migrate(t.Context()))
	require.NoError(t, s.PutCitizen(t.Context(), store.Citizen{UserID: "citizen", Subject: crashSubject}))
	value, err := score.ParseValue("22.5")
	require.NoError(t, err)
	_, err = s.AppendCitizenReadings(t.Context(), "citizen",
		[]score.Reading{{Metric: score.BMI, Value: value, ObservedAt: time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC), Source: "test"}})
	require.NoError(t, err)
	require.NoError(t, s.Close())
}

// The adapter is killed at random instants while tasks ask and wait; each task that waits gets one answer.
func TestServe_AnswersLaterAfterBeingKilled(t *testing.T) {
	t.Parallel()
	url := storetest.SQLite(t)
	mustCitizen(t, url)
	keys, err := store.NewKeyLine("k")
	require.NoError(t, err)
	node := resumetest.Start(t)
	settings := []string{
		"DATABASE_URL=" + url, "RECORD_KEYS=" + keys, "EA_HOST=127.0.0.1", "EA_PORT=0", "METRICS_ENABLED=false", "LOG_LEVEL=info",
		"AS_OF=2026-03-04T00:00:00Z", "MIN_COVERAGE=1", "RESPONSE_URL_ALLOWED_HOSTS=" + node.Host(), "RESPONSE_URL_AFTER=0",
	}
	rng := rand.New(rand.NewPCG(crashSeed, 3))
	var mu sync.Mutex
	var waiting []*resumetest.Task
	for range 5 {
		served := mustServe(t, settings...)
		var asking sync.WaitGroup
		for range 6 {
			asking.Go(func() {
				task := node.NewTask()
				if _, _, waits := task.Ask(func(to string) (int, []byte) { return askLater(t, served.url, to) }); waits {
					mu.Lock()
					defer mu.Unlock()
					waiting = append(waiting, task)
				}
			})
		}
		time.Sleep(time.Duration(rng.Int64N(int64(80 * time.Millisecond)))) // the instant is the point
		served.kill()
		asking.Wait()
	}
	beyond := 0
	for _, task := range waiting {
		if taken, _ := task.Taken(); taken == 0 {
			beyond++
		}
	}
	require.NotZero(t, beyond, "some outlive the process that took them")
	served := mustServe(t, settings...)
	for _, task := range waiting {
		require.Contains(t, task.Result(t), `{"value":{"jobRunID":"1","statusCode":200,"data":{"result":`)
	}
	t.Logf("seed %d: %d tasks waited over 5 crashes, %d of them beyond one", crashSeed, len(waiting), beyond)
	served.stop(t)
	for _, task := range waiting {
		taken, _ := task.Taken()
		require.Equal(t, 1, taken)
	}
	require.NotContains(t, served.log.String(), crashSubject[2:])
	require.NotContains(t, served.log.String(), "/v2/resume/")
}

// askLater posts as a node does; a status of 0 says that the adapter was not there.
func askLater(t *testing.T, adapterURL, responseURL string) (status int, body []byte) {
	t.Helper()
	request := fmt.Sprintf(`{"id":"1","data":{"endpoint":"score","subject":"%s"},"responseURL":"%s"}`, crashSubject, responseURL)
	response, err := http.Post(adapterURL, "application/json", strings.NewReader(request))
	if err != nil {
		return 0, nil
	}
	defer func() { _ = response.Body.Close() }()
	body, err = io.ReadAll(response.Body)
	if err != nil {
		return 0, nil
	}
	return response.StatusCode, body
}
