// Package cmd is the command line of Link4Health: one file per subcommand, each a thin
// wire from flags and environment to a package that does the work.
package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// Streams are where a command reads and writes.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// Exit codes of every command.
const (
	exitOK     = 0
	exitFailed = 1 // the work was not done, or not all of it
	exitUsage  = 2 // the command line itself is wrong
	exitWarned = 3 // all that was asked for was done, and there is something to see to
)

// Execute runs one command line, without the program's name, and returns its exit code:
// 0 when everything asked for was done, 1 when it was not, 2 when the command line is wrong, 3 when
// it was done and there are warnings.
// Errors go to streams.Err as one line that says what to do.
func Execute(ctx context.Context, args []string, streams Streams) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(streams.In)
	root.SetOut(streams.Out)
	root.SetErr(streams.Err)
	command, err := root.ExecuteContextC(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errReported):
		return exitFailed
	case errors.Is(err, errWarned):
		return exitWarned
	case errors.As(err, &usage) || strings.HasPrefix(err.Error(), "unknown command"):
		fmt.Fprintf(streams.Err, "error: %v\nRun '%s --help' to see what it takes.\n", err, command.CommandPath())
		return exitUsage
	default:
		fmt.Fprintf(streams.Err, "error: %v\n", err)
		return exitFailed
	}
}

// errReported ends a command with exit code 1 whose failure its own output already tells.
var errReported = errors.New("failed as reported")

// errWarned ends a command with exit code 3 whose warnings its own output already tells.
var errWarned = errors.New("warned as reported")

// usageError is a fault of the command line, as opposed to one of the work.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "link4health",
		Short: "A self-hosted oracle for health scores and patient records",
		Long: `Link4Health serves health scores and sealed record locations to smart contracts.

It is a Chainlink external adapter over a database of wearable and city readings, the
job specs and contracts that go with it, and a light runner of those job specs for
operators whose Chainlink node no longer runs them.

Start with 'link4health demo': it runs all of it in one process.`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(commands()...)
	return root
}

// commands are the subcommands, in the order in which an operator meets them.
func commands() []*cobra.Command {
	return []*cobra.Command{
		newDemo(), newMigrate(), newImport(), newSimulate(), newScore(), newRecord(),
		newDeploy(), newJobs(), newProvision(), newDoctor(), newToken(), newConfig(), newServe(), newRun(), newRuns(), newHealth(), newAlerts(), newTop(), newSeal(),
		newCitizen(), newBackup(), newRestore(),
	}
}

// exactArgs is cobra.ExactArgs with exit code 2.
func exactArgs(n int) cobra.PositionalArgs { return usage(cobra.ExactArgs(n)) }

// usage marks the errors of an argument check as faults of the command line.
func usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}

// version is the module version and revision that the Go tool recorded in this binary.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "development"
	}
	return v
}
