package demo

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// parts are the servers that run beside the story until the demo is closed.
type parts struct {
	ctx    context.Context
	group  sync.WaitGroup
	mu     sync.Mutex
	failed []error
}

// start runs a server in the background. It returns once ready is closed, or with the server's
// error if it ends before that.
func (p *parts) start(ctx context.Context, name string, ready <-chan struct{}, run func(context.Context) error) error {
	ended := make(chan error, 1)
	p.group.Go(func() {
		err := run(p.ctx)
		if err != nil {
			err = fmt.Errorf("%s: %w", name, err)
			p.mu.Lock()
			p.failed = append(p.failed, err)
			p.mu.Unlock()
		}
		ended <- err
	})
	select {
	case <-ready:
		return nil
	case err := <-ended:
		return errors.Join(errors.New(name+" ended before it was ready"), err)
	case <-ctx.Done():
		return fmt.Errorf("wait for %s: %w", name, ctx.Err())
	}
}

// wait returns when all servers have ended, with their errors.
func (p *parts) wait() error {
	p.group.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	return errors.Join(p.failed...)
}
