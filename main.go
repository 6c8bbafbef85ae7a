// Link4health is a self-hosted oracle for health scores and patient records.
// Run it with --help to see what it does.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/link4health/link4health/cmd"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cmd.Execute(ctx, os.Args[1:], cmd.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
	stop()
	os.Exit(code)
}
