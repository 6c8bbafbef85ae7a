package runner

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/google/uuid"

	"github.com/link4health/link4health/chainlink-node/runner/journal"
	"github.com/link4health/link4health/chainlink-node/runner/oracle"
)

// Sizes of what is read from the journal at once, and how often.
const (
	resumePage = 500
	retryEvery = 2 * time.Second
	pruneEvery = time.Hour
)

// watch follows the chain until ctx ends.
func (t *term) watch(ctx context.Context) {
	w := &watcher{
		chain: t.chain, query: query(t.jobs), accounts: t.accounts(), cfg: t.cfg,
		heads: t.heads, metrics: t.metrics, report: t.report, caughtUp: t.health.caughtUp,
		onLogs: t.consider, cursor: cursor{t},
	}
	w.run(t.base, ctx)
}

// consider journals the requests in logs, as far as a job is meant, and queues those that their jobs want. After an
// error, the logs have to be handed over again.
func (t *term) consider(ctx context.Context, logs []types.Log) error {
	fresh := map[journal.ID]*run{}
	var records []journal.Run
	for _, log := range logs {
		run := t.recognise(log)
		if run == nil || fresh[run.id] != nil || t.known.has(run.id) {
			continue
		}
		fresh[run.id] = run
		records = append(records, run.record(run.job.admits(*run.request)))
	}
	stored, err := t.lease.Add(ctx, records)
	t.report(checkJournal, err)
	if err != nil {
		return err
	}
	for _, record := range stored {
		run := fresh[record.ID]
		if record.State == journal.Dropped { // its block has come back
			if err := t.advance(ctx, run, journal.Step{State: journal.Seen}); err != nil {
				return err
			}
			record.State = journal.Seen
		}
		t.take(run, record)
	}
	t.known.forget(less(t.heads.finalized(), t.cfg.FinalityDepth))
	return nil
}

// cursor keeps in the journal how far the chain was looked at.
type cursor struct{ *term }

const cursorMark = "next block"

// Next implements Cursor.
func (c cursor) Next(ctx context.Context) (uint64, error) { return c.journal.Mark(ctx, cursorMark) }

// SetNext implements Cursor.
func (c cursor) SetNext(ctx context.Context, block uint64) error {
	return c.lease.SetMark(ctx, cursorMark, block)
}

// recognise returns the run that a log asks for, nil if it is no job's.
func (t *term) recognise(log types.Log) *run {
	request, err := oracle.ParseRequest(log)
	if err != nil {
		t.log.Warn("request ignored", "error", err)
		return nil
	}
	for _, j := range t.jobs {
		if j.answers(request) {
			id := journal.ID{RequestID: request.RequestID, BlockHash: log.BlockHash}
			return &run{id: id, job: j, block: log.BlockNumber, logTx: log.TxHash, logIndex: log.Index, request: &request}
		}
	}
	return nil
}

// record is how a run is journalled when it is seen first.
func (r *run) record(refusal error) journal.Run {
	now := time.Now()
	record := journal.Run{
		ID: r.id, BlockNumber: r.block, LogTx: r.logTx, LogIndex: r.logIndex,
		JobID: r.job.spec.ExternalJobID, JobName: r.job.spec.Name,
		State: journal.Seen, Times: journal.Times{Seen: now}, UpdatedAt: now,
	}
	if refusal != nil {
		record.State, record.Error = journal.Rejected, refusal.Error()
	}
	return record
}

// take queues a run that is journalled and has not sent anything yet, unless this term knows it already.
func (t *term) take(run *run, record journal.Run) {
	if !t.known.add(run.id, run.block, !record.State.Ended()) {
		return
	}
	log := t.log.With("request_id", run.id.RequestID, "job", record.JobName)
	switch record.State {
	case journal.Rejected:
		t.metrics.requests.WithLabelValues(record.JobName, string(journal.Rejected)).Inc()
		log.Warn("request rejected", "error", record.Error)
	case journal.Seen, journal.Confirmed, journal.Running, journal.Answered:
		log.Info("request seen", "block", run.block)
		t.queue.add(run)
	}
}

// resume takes up all that the journal says is not settled: transactions first, so that no run is started whose
// fulfilment was signed already.
func (t *term) resume(ctx context.Context) error {
	jobs := map[uuid.UUID]*job{}
	for _, j := range t.jobs {
		jobs[j.spec.ExternalJobID] = j
	}
	flights := map[journal.ID]*flight{}
	err := t.record(ctx, func(ctx context.Context) (err error) {
		flights, err = t.sender.load(ctx)
		return err
	})
	var after journal.ID
	for err == nil {
		var page []journal.Run
		err = t.record(ctx, func(ctx context.Context) (err error) {
			page, err = t.journal.Unsettled(ctx, after, resumePage)
			return err
		})
		for _, record := range page {
			t.restore(ctx, record, jobs[record.JobID], flights[record.ID])
		}
		if len(page) < resumePage {
			break
		}
		after = page[len(page)-1].ID
	}
	return err
}

// restore takes up one run.
func (t *term) restore(ctx context.Context, record journal.Run, j *job, f *flight) {
	run := &run{id: record.ID, job: j, block: record.BlockNumber, logTx: record.LogTx, logIndex: record.LogIndex}
	under := record.State == journal.Sent || record.State == journal.Mined || record.State == journal.Completed
	switch {
	case f != nil && under: // else it is of an earlier try
		t.known.add(run.id, run.block, true)
		t.sender.adopt(f, run, record)
	case j == nil: // its job spec is gone: it waits in the journal until it is back
	case record.State == journal.Completed: // its nonce was used up for good in the same instant
		t.known.add(run.id, run.block, false)
		_ = t.advance(ctx, run, journal.Step{State: journal.Final})
	default: // a transaction that it may have had was another's in the end
		record.State = journal.Seen
		t.take(run, record)
	}
}

// keepHouse looks for runs that are to be retried and removes old ones, until ctx ends.
func (t *term) keepHouse(ctx context.Context) {
	retry, prune := time.NewTicker(retryEvery), time.NewTicker(pruneEvery)
	defer retry.Stop()
	defer prune.Stop()
	jobs := map[uuid.UUID]*job{}
	for _, j := range t.jobs {
		jobs[j.spec.ExternalJobID] = j
	}
	var suspects map[journal.ID]bool
	for t.prune(ctx); ; {
		select {
		case <-ctx.Done():
			return
		case <-prune.C:
			t.prune(ctx)
		case <-retry.C:
			suspects = t.retake(ctx, jobs, suspects)
		}
	}
}

// retake takes up runs that someone put back to their beginning: those that are seen and not at work, and were so when it
// was called last. It returns those that are so for the first time: they may have been taken up between the look into the
// journal and that into memory.
func (t *term) retake(ctx context.Context, jobs map[uuid.UUID]*job, before map[journal.ID]bool) map[journal.ID]bool {
	waiting, err := t.journal.InState(ctx, journal.Seen, resumePage)
	t.report(checkJournal, err)
	now := map[journal.ID]bool{}
	for _, record := range waiting {
		switch {
		case t.known.open(record.ID):
		case before[record.ID]:
			t.restore(ctx, record, jobs[record.JobID], nil)
		default:
			now[record.ID] = true
		}
	}
	return now
}

func (t *term) prune(ctx context.Context) {
	removed, err := t.lease.Prune(ctx, time.Now().Add(-t.cfg.Retention))
	if err != nil && ctx.Err() == nil {
		t.log.Warn("old runs not removed", "error", err)
	} else if removed > 0 {
		t.log.Info("old runs removed", "runs", removed)
	}
}
