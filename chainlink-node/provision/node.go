package provision

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/link4health/link4health/bridge/nodeclient"
)

// recentRuns is how many of the node's latest runs are looked at for one that is under way.
const recentRuns = 100

// reachNode waits until the node answers and can take jobs, logs in and looks at its release.
func (p *Provisioner) reachNode(ctx context.Context) error {
	err := p.until(ctx, func(ctx context.Context) error {
		checks, err := p.deps.Node.Health(ctx)
		switch {
		case errors.Is(err, nodeclient.ErrUnreachable) && ctx.Err() == nil:
			return fmt.Errorf("%w: %w", errNotYet, err)
		case err != nil:
			return err
		}
		for _, c := range checks {
			if (c.Name == "JobSpawner" || c.Name == "PipelineORM") && !c.Passing() {
				return fmt.Errorf("%w: service %s: %s", errNotYet, c.Name, c.Output)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := p.deps.Node.Login(ctx); err != nil {
		return fmt.Errorf("log in: %w", err)
	}
	return p.checkRelease(ctx)
}

func (p *Provisioner) checkRelease(ctx context.Context) error {
	metrics, err := p.deps.Node.Metrics(ctx)
	if errors.Is(err, nodeclient.ErrUnauthenticated) {
		p.tell("node", Unchanged, "answers at %s; its release is unknown, because its metrics want a token", p.deps.Node.URL())
		return nil
	}
	if err != nil {
		return err
	}
	version := metrics.Version()
	switch err := CheckVersion(version); {
	case version == "":
		p.tell("node", Unchanged, "answers at %s; its metrics name no release", p.deps.Node.URL())
	case errors.Is(err, ErrTooOld):
		p.tell("node", ByHand, "%v", err)
	case err != nil:
		return err
	default:
		p.tell("node", Unchanged, "v%s answers at %s", version, p.deps.Node.URL())
	}
	return nil
}

// checkChain finds out before anything is changed whether node, RPC endpoint and deployment mean the same chain.
func (p *Provisioner) checkChain(ctx context.Context) error {
	want := p.cfg.Deployment.ChainID
	id, err := p.deps.Chain.ChainID(ctx)
	if err != nil {
		return fmt.Errorf("ask the RPC endpoint for its chain id: %w", err)
	}
	if !id.IsUint64() || id.Uint64() != want {
		return fmt.Errorf("the RPC endpoint serves chain %s, deployment.json is for chain %d: correct one of them", id, want)
	}
	chains, err := p.deps.Node.Chains(ctx)
	if err != nil {
		return err
	}
	var has []string
	for _, c := range chains {
		if c.ID == strconv.FormatUint(want, 10) && c.Enabled {
			p.tell("chain", Unchanged, "%d, on the node as at the RPC endpoint", want)
			return nil
		}
		has = append(has, c.ID)
	}
	return fmt.Errorf("the node has no chain %d (it has %s): add [[EVM]] ChainID = '%d' to its config.toml and restart it",
		want, strings.Join(has, ", "), want)
}

// applyJobs compares bridge and jobs with what is declared and changes what differs.
func (p *Provisioner) applyJobs(ctx context.Context) error {
	bridges, err := p.deps.Node.Bridges(ctx)
	if err != nil {
		return err
	}
	jobs, err := p.deps.Node.Jobs(ctx)
	if err != nil {
		return err
	}
	changes, err := Compare(p.cfg.Declared, bridges, jobs)
	if err != nil {
		return err
	}
	for _, change := range changes {
		if !p.cfg.DryRun {
			if err := p.apply(ctx, change); err != nil {
				return fmt.Errorf("%s %s %s: %w", change.Action, change.Kind, change.Name, err)
			}
		}
		p.note(p.stepOf(change))
	}
	return nil
}

func (p *Provisioner) stepOf(c Change) Step {
	s := Step{Name: c.Kind, State: Changed, Text: fmt.Sprintf("%s: %s", c.Name, c.Action), Differences: c.Differences}
	switch {
	case c.Action == Keep:
		s.State, s.Text = Unchanged, c.Name+" is as declared"
	case c.Action == Extra && !p.cfg.Prune:
		s.State, s.Text = Unchanged, c.Name+" is ours and not declared: --prune would delete it"
	case c.Action == Extra:
		s.Text = c.Name + ": pruned"
	}
	return s
}

func (p *Provisioner) apply(ctx context.Context, c Change) error {
	node, d := p.deps.Node, p.cfg.Declared
	switch {
	case c.Kind == "bridge" && c.Action == Create:
		return node.CreateBridge(ctx, d.BridgeName, d.BridgeURL)
	case c.Kind == "bridge" && c.Action == Update:
		return node.UpdateBridge(ctx, d.BridgeName, d.BridgeURL)
	case c.Action == Extra && p.cfg.Prune:
		return p.deleteJob(ctx, c.old)
	case c.Action == Replace:
		if err := p.deleteJob(ctx, c.old); err != nil {
			return err
		}
		if err := p.createJob(ctx, c.job); err != nil {
			return fmt.Errorf("the old job is deleted, the new one is not there; provision again once this is mended: %w", err)
		}
		return nil
	case c.Action == Create:
		return p.createJob(ctx, c.job)
	}
	return nil
}

func (p *Provisioner) createJob(ctx context.Context, job *Job) error {
	if job == nil {
		return nil
	}
	_, err := p.deps.Node.CreateJob(ctx, job.TOML)
	if errors.Is(err, nodeclient.ErrDuplicate) {
		return fmt.Errorf("%w: somebody else makes jobs on this node at this moment; provision again", err)
	}
	return err
}

// deleteJob deletes a job once none of its runs is under way.
func (p *Provisioner) deleteJob(ctx context.Context, job *nodeclient.Job) error {
	err := p.until(ctx, func(ctx context.Context) error {
		runs, err := p.deps.Node.Runs(ctx, recentRuns)
		if err != nil {
			return err
		}
		for _, run := range runs {
			if run.JobID == job.ExternalJobID && !run.Finished() {
				return fmt.Errorf("%w: run %s of the job is under way, and a node whose job is deleted meanwhile finishes no run any more", errNotYet, run.ID)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.deps.Node.DeleteJob(ctx, job.ID)
}

// awaitHealth waits until every service of the node is well, the jobs' listeners among them.
func (p *Provisioner) awaitHealth(ctx context.Context) error {
	if p.cfg.DryRun {
		return nil
	}
	err := p.until(ctx, func(ctx context.Context) error {
		checks, err := p.deps.Node.Health(ctx)
		if err != nil {
			return err
		}
		missing := map[string]bool{}
		for _, job := range p.cfg.Declared.Jobs {
			missing[fmt.Sprintf("DirectRequest.%s.Listener", job.Spec.ExternalJobID)] = true
		}
		for _, c := range checks {
			delete(missing, c.Name)
			if !c.Passing() {
				return fmt.Errorf("%w: service %s: %s", errNotYet, c.Name, c.Output)
			}
		}
		for name := range missing {
			return fmt.Errorf("%w: service %s has not started", errNotYet, name)
		}
		return nil
	})
	if err == nil {
		p.tell("health", Unchanged, "every service of the node is well")
	}
	return err
}
