package journal

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// thisProcess names the process: its host, its name space of process numbers, and its number.
func thisProcess() string {
	host, err := os.Hostname()
	if err != nil || host == "" {
		host = "unknown"
	}
	return fmt.Sprintf("%.60s %s %d", host, processSpace(), os.Getpid())
}

// processSpace tells containers of one host name apart. It is "-" where there is no such thing.
func processSpace() string {
	space, err := os.Readlink("/proc/self/ns/pid")
	if err != nil {
		return "-"
	}
	return space
}

// isGone reports whether a holder was a process of this machine that has ended for certain. It then holds no lease,
// however fresh its last beat.
func isGone(holder string) bool {
	here := thisProcess()
	prefix := here[:strings.LastIndexByte(here, ' ')+1]
	var pid int
	number, ours := strings.CutPrefix(holder, prefix)
	if _, err := fmt.Sscanf(number, "%d", &pid); !ours || err != nil || processSpace() == "-" || pid == os.Getpid() {
		return false
	}
	process, err := os.FindProcess(pid)
	if err != nil {
		return true
	}
	return errors.Is(process.Signal(syscall.Signal(0)), os.ErrProcessDone)
}
