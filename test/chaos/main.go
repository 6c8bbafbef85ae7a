package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

// defaultAnvil is where the contracts' npm packages have it, seen from the module's root.
const defaultAnvil = "contracts/node_modules/.bin/anvil"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "chaos:", err)
		stop()
		os.Exit(1)
	}
}

// run reads the arguments and does the full plan.
func run(ctx context.Context, arguments []string, out, progress io.Writer) error {
	flags := flag.NewFlagSet("chaos", flag.ContinueOnError)
	flags.SetOutput(progress)
	seed := flags.Uint64("seed", uint64(time.Now().UnixNano()%1_000_000), "decides what happens when; not given: another each time")
	program := flags.String("program", "./link4health", "the program to test")
	anvil := flags.String("anvil", defaultAnvil, "Foundry's anvil")
	keep := flags.String("keep", "", "folder for the programs' logs; not given: a temporary one, kept if the test fails")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	dir, err := folder(*keep)
	if err != nil {
		return err
	}
	var paths [2]string
	for i, path := range []string{*program, *anvil} {
		if paths[i], err = filepath.Abs(path); err != nil {
			return err
		}
	}
	log := slog.New(slog.NewTextHandler(progress, nil))
	p := fullPlan(*seed)
	result, err := chaos(ctx, p, dir, programs{link4health: paths[:1], anvil: paths[1]}, log)
	if err != nil {
		return fmt.Errorf("%w; the programs' logs are in %s", err, dir)
	}
	verdict := result.verdict(p.Requests)
	if verdict != nil {
		log.Error("not as it should be", "error", verdict, "lost", result.Missing, "logs", dir)
	} else if *keep == "" {
		_ = os.RemoveAll(dir)
	}
	result.Print(out)
	return verdict
}

// folder is where logs and data go. The database's user can reach it.
func folder(keep string) (string, error) {
	if keep != "" {
		return keep, os.MkdirAll(keep, 0o755)
	}
	dir, err := os.MkdirTemp("", "chaos-")
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o755)
}

// patience is how long nothing may move, once everything is mended, before the unanswered requests count as lost.
const patience = 90 * time.Second

// chaos does a plan and returns what became of it.
func chaos(ctx context.Context, p plan, dir string, programs programs, log *slog.Logger) (tally, error) {
	log.Info("bringing everything up", "seed", p.Seed, "dir", dir)
	w, err := newWorld(ctx, dir, programs)
	if err != nil {
		return tally{}, err
	}
	defer w.close()
	offering, stop := context.WithCancel(ctx)
	defer stop()
	go w.attend(offering)
	if err := w.play(ctx, p.schedule(), log); err != nil {
		return tally{}, err
	}
	log.Info("mending everything")
	if err := w.mend(ctx); err != nil {
		return tally{}, err
	}
	if err := w.quiet(ctx, patience); err != nil {
		return tally{}, err
	}
	return w.count(ctx, p.Seed)
}
