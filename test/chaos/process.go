package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// guard runs a program that is killed as soon as the shell's input ends: when it is told so, or when this process dies,
// however it dies.
const guard = `exec 3<&0; "$@" 3<&- </dev/null & child=$!
(cat <&3 >/dev/null; kill -9 $child) 2>/dev/null & watch=$!
exec 3<&-; wait $child; code=$?; kill $watch 2>/dev/null; exit $code`

// command says how to start a program.
type command struct {
	name      string
	arguments []string // the program first
	env       []string
	log       string // file that its output is appended to
}

// process is a program that was started once.
type process struct {
	stdin io.Closer
	done  chan struct{} // closed when it has ended
}

func (c command) start() (*process, error) {
	output, err := os.OpenFile(c.log, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", c.name, err)
	}
	defer output.Close()
	shell := exec.Command("sh", append([]string{"-c", guard, "guard"}, c.arguments...)...)
	shell.Env = append(os.Environ(), c.env...)
	shell.Stdout, shell.Stderr = output, output
	stdin, err := shell.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", c.name, err)
	}
	if err := shell.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", c.name, err)
	}
	p := &process{stdin: stdin, done: make(chan struct{})}
	go func() {
		_ = shell.Wait() // how it ended does not matter: it was killed, or is started again
		close(p.done)
	}()
	return p, nil
}

// kill ends the process with SIGKILL and waits until it is gone.
func (p *process) kill() {
	_ = p.stdin.Close()
	<-p.done
}

// service is a program that is started again whenever it ends, as an operator's supervisor would do.
type service struct {
	command command
	stop    context.CancelFunc
	ended   sync.WaitGroup

	mu      sync.Mutex
	current *process
	down    time.Duration // how long to stay down after a kill
}

// restartPause is how long a program that ended by itself stays down.
const restartPause = 200 * time.Millisecond

// run starts the program and keeps it up until close.
func (c command) run(ctx context.Context) (*service, error) {
	first, err := c.start()
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	s := &service{command: c, stop: stop, current: first, down: restartPause}
	s.ended.Go(func() { s.supervise(ctx) })
	return s, nil
}

func (s *service) supervise(ctx context.Context) {
	for {
		p := s.process()
		select {
		case <-ctx.Done():
			p.kill()
			return
		case <-p.done:
		}
		for next := (*process)(nil); next == nil; {
			s.mu.Lock()
			down := s.down
			s.down = restartPause
			s.mu.Unlock()
			if pause(ctx, down) != nil {
				return
			}
			next, _ = s.command.start() // a start that fails is tried again
			s.mu.Lock()
			s.current = next
			s.mu.Unlock()
		}
	}
}

func (s *service) process() *process {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current
}

// kill ends the program; it is started again after a while.
func (s *service) kill(down time.Duration) {
	s.mu.Lock()
	s.down = down
	p := s.current
	s.mu.Unlock()
	if p != nil {
		p.kill()
	}
}

// close ends the program for good.
func (s *service) close() {
	s.stop()
	s.ended.Wait()
}

// pause returns an error if ctx ends first.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}

// eventually tries until it succeeds, for at most so long.
func eventually(ctx context.Context, what string, limit time.Duration, try func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		err := try(ctx)
		if err == nil {
			return nil
		}
		if pause(ctx, 100*time.Millisecond) != nil {
			return fmt.Errorf("%s: not within %s: %w", what, limit, err)
		}
	}
}
