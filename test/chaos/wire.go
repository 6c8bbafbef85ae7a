package main

import (
	"fmt"
	"net"
	"sync"
	"time"
)

// wire is a TCP connection between two programs that can be cut and slowed down.
type wire struct {
	listener net.Listener
	target   string

	mu    sync.Mutex
	conns map[net.Conn]bool
	isCut bool
	delay time.Duration // of each piece that is passed on
}

func newWire(target string) (*wire, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("lay a wire to %s: %w", target, err)
	}
	w := &wire{listener: listener, target: target, conns: map[net.Conn]bool{}}
	go w.accept()
	return w, nil
}

// address is where the wire begins.
func (w *wire) address() string { return w.listener.Addr().String() }

func (w *wire) accept() {
	for {
		near, err := w.listener.Accept()
		if err != nil {
			return
		}
		go w.connect(near)
	}
}

func (w *wire) connect(near net.Conn) {
	far, err := net.Dial("tcp", w.target)
	if err != nil {
		_ = near.Close()
		return
	}
	if !w.keep(near, far) {
		return
	}
	var ways sync.WaitGroup
	ways.Go(func() { w.pass(near, far) })
	ways.Go(func() { w.pass(far, near) })
	ways.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.conns, near)
	delete(w.conns, far)
}

// keep remembers both ends, or closes them if the wire is cut.
func (w *wire) keep(ends ...net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, end := range ends {
		if w.isCut {
			_ = end.Close()
			continue
		}
		w.conns[end] = true
	}
	return !w.isCut
}

// pass copies one way until either end closes, and then closes both.
func (w *wire) pass(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		w.mu.Lock()
		delay := w.delay
		w.mu.Unlock()
		time.Sleep(delay)
		if _, failed := to.Write(buffer[:n]); failed != nil || err != nil {
			return
		}
	}
}

// cut closes all connections and takes no new ones.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.isCut = true
	for end := range w.conns {
		_ = end.Close()
	}
	clear(w.conns)
}

// slow delays what is passed on from now.
func (w *wire) slow(delay time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.delay = delay
}

// mend makes the wire whole and fast.
func (w *wire) mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.isCut, w.delay = false, 0
}

func (w *wire) close() {
	_ = w.listener.Close()
	w.cut()
}
