package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/link4health/link4health/bench/mariadb"
)

// Names of the contenders, as the report has them.
const (
	oursCached   = "link4health, cache on"
	oursUncached = "link4health, cache off"
	eaCached     = "EA v3, cache on"
	eaUncached   = "EA v3, cache off"
	handwritten  = "gin + GORM by hand"
	bare         = "net/http alone"
)

// Folders of the repository, from its top.
const (
	eaFolder  = "bench/adapter/ea"
	modelFile = "adapter/score/model/v1.json"
)

// eaMostItems is the most answers that EA v3's cache can be set to hold. Where a cache is on, ours has as many, and
// citizens are drawn from as many of all of them, so that both hold every answer.
//
// Source: external-adapter-framework v2.18.1, src/config/index.ts, CACHE_MAX_ITEMS
const eaMostItems = 50_000

// token is what our adapter wants to see; the others look at no token.
const token = "bench-token-0123456789abcdef"

// contender is one that is measured.
type contender struct {
	name    string
	address string
	cached  bool // has a cache to warm
	copies  bool // makes copies of readings when it first reads them, which later readings then cost less for
	scores  bool // works out scores, and does not answer a constant
	process *exec.Cmd
	output  bytes.Buffer // its log, if it failed to start
	results []result
	first   []result // of reading everybody for the first time
}

// field is all contenders, in the order of the report.
type field []*contender

// start starts all contenders; stop is to be called whether it fails or not.
func (o options) start(ctx context.Context, dir string, server *mariadb.Server) (field, error) {
	mysql2 := "mysql://root@" + server.Address() + "/bench"
	items := strconv.Itoa(eaMostItems)
	ours := func(maxAge string) func(port string) *exec.Cmd {
		return func(port string) *exec.Cmd {
			return command(filepath.Join(dir, "link4health"), []string{"serve"},
				"EA_HOST=127.0.0.1", "EA_PORT="+port, "METRICS_PORT=0", "DATABASE_URL="+server.URL(), "ADAPTER_TOKENS="+token,
				"CACHE_MAX_AGE="+maxAge, "CACHE_MAX_ITEMS="+items)
		}
	}
	ea := func(cache string) func(port string) *exec.Cmd {
		return func(port string) *exec.Cmd {
			metrics, _ := mariadb.FreePort() // port 0, if there is none, is refused with a clear text
			return command("node", []string{filepath.Join(eaFolder, "index.js")},
				"EA_HOST=127.0.0.1", "EA_PORT="+port, "METRICS_PORT="+strconv.Itoa(metrics), "BENCH_MYSQL="+mysql2, "BENCH_MODEL="+modelFile,
				"BENCH_CACHE="+cache, "CACHE_MAX_AGE=3600000", "CACHE_MAX_ITEMS="+items, "NODE_ENV=production")
		}
	}
	plain := func(program string) func(port string) *exec.Cmd {
		return func(port string) *exec.Cmd {
			return command(filepath.Join(dir, program), nil, "BENCH_LISTEN=127.0.0.1:"+port, "BENCH_MYSQL="+server.DSN("bench"))
		}
	}
	var f field
	for _, c := range []struct {
		contender
		start func(port string) *exec.Cmd
	}{
		{contender{name: oursCached, cached: true, scores: true}, ours("3600000")},
		{contender{name: bare}, plain("bare")},
		{contender{name: eaCached, cached: true, scores: true}, ea("on")},
		{contender{name: oursUncached, copies: true, scores: true}, ours("0")},
		{contender{name: eaUncached, scores: true}, ea("off")},
		{contender{name: handwritten, scores: true}, plain("handwritten")},
	} {
		f = append(f, &c.contender)
		if err := c.run(ctx, c.start); err != nil {
			return f, fmt.Errorf("start %s: %w", c.name, err)
		}
	}
	return f, nil
}

// command is a contender's process, with what all of them are told.
func command(program string, arguments []string, environment ...string) *exec.Cmd {
	c := exec.Command(program, arguments...)
	c.Env = append(append(os.Environ(), "AS_OF="+asOf.Format(time.RFC3339)), environment...)
	return c
}

// run starts the process and waits until it answers. Its log goes to nowhere, as fast as that takes it, once it does.
func (c *contender) run(ctx context.Context, start func(port string) *exec.Cmd) error {
	port, err := mariadb.FreePort()
	if err != nil {
		return err
	}
	c.address = "127.0.0.1:" + strconv.Itoa(port)
	c.process = start(strconv.Itoa(port))
	discard, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer discard.Close()
	c.process.Stdout, c.process.Stderr = discard, &c.output
	if c.process.Args[len(c.process.Args)-1] == "serve" {
		c.process.Stderr = discard // where it logs every request
	}
	if err := c.process.Start(); err != nil {
		return err
	}
	for deadline := time.Now().Add(time.Minute); ; {
		_, err := c.ask(ctx, 1)
		if err == nil {
			return nil
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			return fmt.Errorf("it does not answer: %w: %s", err, c.output.String())
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// ask asks for the score of the n-th citizen and returns the answer.
func (c *contender) ask(ctx context.Context, n int) ([]byte, error) {
	body := strings.NewReader(fmt.Sprintf(`{"id":"1","data":{"endpoint":"score","subject":"%s"}}`, subject(n)))
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+c.address+"/", body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d: %s", response.StatusCode, answer)
	}
	return answer, err
}

// stop ends all contenders.
func (f field) stop() error {
	var faults []error
	for _, c := range f {
		if c.process == nil || c.process.Process == nil {
			continue
		}
		_ = c.process.Process.Signal(syscall.SIGTERM) // it may have ended by itself
		timer := time.AfterFunc(20*time.Second, func() { _ = c.process.Process.Kill() })
		_ = c.process.Wait() // how it ends is of no interest
		timer.Stop()
	}
	return errors.Join(faults...)
}

// peakMiB is the most memory that the process had resident so far.
//
// Source: Linux, proc_pid_status(5), VmHWM
func (c *contender) peakMiB() (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.process.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if value, found := strings.CutPrefix(line, "VmHWM:"); found {
			kibibytes, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 64)
			return kibibytes / 1024, err
		}
	}
	return 0, errors.New("no VmHWM in /proc/PID/status")
}
