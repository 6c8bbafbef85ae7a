package loopback_test

import (
	"net"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/test/loopback"
)

func TestAddress_IsItsOwnersAlone(t *testing.T) {
	t.Parallel()
	address := loopback.Address(t)
	refused := func() {
		t.Helper()
		_, err := net.Dial("tcp", address)
		require.ErrorIs(t, err, syscall.ECONNREFUSED)
	}
	for range 2 {
		refused()
		listener, err := net.Listen("tcp", address)
		require.NoError(t, err, "a server can listen on it")
		connection, err := net.Dial("tcp", address)
		require.NoError(t, err)
		require.NoError(t, connection.Close())
		require.NoError(t, listener.Close())
	}
	refused()
	// The kernel passes over a port that it would refuse to whoever does not mean to share.
	alone := net.ListenConfig{Control: func(_, _ string, c syscall.RawConn) error {
		return c.Control(func(socket uintptr) {
			_ = syscall.SetsockoptInt(int(socket), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 0)
		})
	}}
	_, err := alone.Listen(t.Context(), "tcp", address)
	require.ErrorIs(t, err, syscall.EADDRINUSE)
}

func TestPort_IsAnotherEachTime(t *testing.T) {
	t.Parallel()
	seen := map[int]bool{}
	for range 100 {
		port := loopback.Port(t)
		require.False(t, seen[port])
		seen[port] = true
	}
}
