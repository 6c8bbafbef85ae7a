// Package cachetest starts a real Redis for tests.
package cachetest

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Server is a Redis server of a test's own, on a socket that nobody else gets.
type Server struct {
	folder  string
	process *exec.Cmd
}

// Start starts a server until the test ends.
func Start(tb testing.TB) *Server {
	tb.Helper()
	folder, err := os.MkdirTemp("", "redis") // a socket's path has to be short
	require.NoError(tb, err)
	s := &Server{folder: folder}
	tb.Cleanup(func() {
		s.Stop(tb)
		require.NoError(tb, os.RemoveAll(folder))
	})
	s.Restart(tb)
	return s
}

// Socket is the path of the server's socket.
func (s *Server) Socket() string { return filepath.Join(s.folder, "redis.sock") }

// Restart starts the server anew, empty, and waits until it listens.
func (s *Server) Restart(tb testing.TB) {
	tb.Helper()
	s.process = exec.Command("redis-server", "--port", "0", "--unixsocket", s.Socket(), "--save", "", "--appendonly", "no", "--dir", s.folder)
	require.NoError(tb, s.process.Start(), "install redis-server, or run make deps")
	require.Eventually(tb, func() bool {
		connection, err := net.Dial("unix", s.Socket())
		if err == nil {
			_ = connection.Close()
		}
		return err == nil
	}, 30*time.Second, 5*time.Millisecond)
}

// Stop ends the server, if it runs, and waits for it.
func (s *Server) Stop(tb testing.TB) {
	tb.Helper()
	if s.process == nil {
		return
	}
	require.NoError(tb, s.process.Process.Kill())
	_ = s.process.Wait() // it was killed
	s.process = nil
}
