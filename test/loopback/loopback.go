// Package loopback gives tests ports of this machine that nobody else gets by chance.
//
// The usual way, to listen on port 0, close, and use the port afterwards, leaves the port to whoever asks for a free one
// in between: another test's server, or a client's end of a connection.
package loopback

import (
	"net"
	"strconv"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// Address reserves a port until the test ends and returns it as 127.0.0.1:port.
//
// A connection to it is refused until somebody listens on it by its number, and again once nobody does; the kernel gives it
// to nobody who asks for any port.
func Address(tb testing.TB) string {
	tb.Helper()
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(Port(tb)))
}

// Port is Address without the host.
func Port(tb testing.TB) int {
	tb.Helper()
	// A socket that is bound and does not listen: SO_REUSEADDR, which servers set too, lets one of them listen beside it.
	//
	// Source: Linux, socket(7), SO_REUSEADDR
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	require.NoError(tb, err)
	syscall.CloseOnExec(socket)
	tb.Cleanup(func() { require.NoError(tb, syscall.Close(socket)) })
	require.NoError(tb, syscall.SetsockoptInt(socket, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1))
	require.NoError(tb, syscall.Bind(socket, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	bound, err := syscall.Getsockname(socket)
	require.NoError(tb, err)
	address, isIPv4 := bound.(*syscall.SockaddrInet4)
	require.True(tb, isIPv4)
	return address.Port
}
