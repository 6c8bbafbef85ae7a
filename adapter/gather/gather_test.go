package gather_test

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/link4health/link4health/adapter/gather"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// written is what was written, write by write, each when it is let.
type written struct {
	let chan struct{} // nil lets all

	mutex  sync.Mutex
	writes []string
}

func (w *written) Write(p []byte) (int, error) {
	if w.let != nil {
		<-w.let
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.writes = append(w.writes, string(p))
	return len(p), nil
}

func (w *written) all() []string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return append([]string(nil), w.writes...)
}

func TestWriter_WritesTogetherWhatComesWhileItIsBusy(t *testing.T) {
	t.Parallel()
	to := &written{let: make(chan struct{})}
	w := gather.NewWriter(to)
	_, err := io.WriteString(w, "one\n")
	require.NoError(t, err)
	to.let <- struct{}{} // by itself, soon
	require.Eventually(t, func() bool { return len(to.all()) == 1 }, 30*time.Second, time.Millisecond)
	flushed := make(chan error)
	_, err = io.WriteString(w, "two\n")
	require.NoError(t, err)
	go func() { flushed <- w.Flush() }()
	for _, line := range []string{"three\n", "four\n"} {
		_, err = io.WriteString(w, line)
		require.NoError(t, err)
	}
	for {
		select {
		case to.let <- struct{}{}:
			continue
		case err = <-flushed:
		}
		break
	}
	require.NoError(t, err)
	close(to.let)
	require.NoError(t, w.Flush())
	require.Equal(t, "one\ntwo\nthree\nfour\n", strings.Join(to.all(), ""))
	require.Less(t, len(to.all()), 4)
}

func TestWriter_LetsNobodyGatherWithoutEnd(t *testing.T) {
	t.Parallel()
	to := &written{let: make(chan struct{})}
	w := gather.NewWriter(to)
	line, done := []byte(strings.Repeat("x", 1000)+"\n"), make(chan struct{})
	count := 0
	go func() {
		defer close(done)
		for range 200 {
			_, _ = w.Write(line)
			count++
		}
	}()
	for ended := false; !ended; {
		select {
		case to.let <- struct{}{}:
		case <-done:
			ended = true
		}
	}
	close(to.let)
	require.NoError(t, w.Flush())
	require.Equal(t, 200, count)
	require.Len(t, strings.Join(to.all(), ""), 200*len(line))
	for _, one := range to.all() {
		require.LessOrEqual(t, len(one), 66<<10)
	}
}

func TestWriter_KeepsLinesWholeAndInOrder(t *testing.T) {
	t.Parallel()
	var to written
	w := gather.NewWriter(&to)
	var all sync.WaitGroup
	for who := range 8 {
		all.Go(func() {
			for n := range 500 {
				if _, err := fmt.Fprintf(w, "%d %d\n", who, n); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	require.NoError(t, w.Flush())
	next := map[int]int{}
	for line := range strings.Lines(strings.Join(to.all(), "")) {
		var who, n int
		_, err := fmt.Sscanf(line, "%d %d\n", &who, &n)
		require.NoError(t, err, line)
		require.Equal(t, next[who], n)
		next[who]++
	}
	for who := range 8 {
		require.Equal(t, 500, next[who])
	}
}

// full is a disk without room.
type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriter_TellsOfWhatCannotBeWritten(t *testing.T) {
	t.Parallel()
	w := gather.NewWriter(full{})
	_, err := io.WriteString(w, strings.Repeat("x", 100<<10))
	require.ErrorIs(t, err, errFull)
	require.NoError(t, w.Flush(), "it is gone")
}

func TestHandler_LetsNoWarningWait(t *testing.T) {
	t.Parallel()
	var to written
	w := gather.NewWriter(&to)
	log := slog.New(gather.NewHandler(slog.NewTextHandler(w, nil), w)).With("a", 1).WithGroup("g")
	log.Info("before", "b", 2)
	log.Warn("now")
	lines := strings.Join(to.all(), "")
	require.Contains(t, lines, "msg=before a=1 g.b=2")
	require.Contains(t, lines, "msg=now a=1")
	log.Info("after")
	require.Eventually(t, func() bool { return strings.Contains(strings.Join(to.all(), ""), "after") }, 30*time.Second, time.Millisecond)
}
