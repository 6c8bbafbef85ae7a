package batch_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/link4health/link4health/adapter/batch"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// held is a function that doubles numbers, batch by batch, each when it is told to.
type held struct {
	begun chan []int
	goOn  chan error
}

func newHeld() *held { return &held{begun: make(chan []int), goOn: make(chan error)} }

func (h *held) answer(_ context.Context, questions []int) ([]int, error) {
	h.begun <- questions
	if err := <-h.goOn; err != nil {
		return nil, err
	}
	answers := make([]int, len(questions))
	for i, q := range questions {
		answers[i] = 2 * q
	}
	return answers, nil
}

// asked is a question under way.
type asked struct {
	answer int
	err    error
}

// ask asks in the background, without a limit.
func ask(ctx context.Context, b *batch.Batcher[int, int], question int) chan asked {
	return askUntil(ctx, time.Time{}, b, question)
}

// askUntil asks in the background.
func askUntil(ctx context.Context, until time.Time, b *batch.Batcher[int, int], question int) chan asked {
	done := make(chan asked, 1)
	go func() {
		answer, err := b.Do(ctx, until, question)
		done <- asked{answer, err}
	}()
	return done
}

func TestBatcher_GathersWhileABatchIsUnderWay(t *testing.T) {
	t.Parallel()
	h := newHeld()
	b := batch.New(batch.Config{AtOnce: 1, Most: 3}, h.answer)
	first := ask(t.Context(), b, 1)
	require.Equal(t, []int{1}, <-h.begun, "who comes alone is answered at once")

	var later []chan asked
	for n := 2; n <= 6; n++ {
		later = append(later, ask(t.Context(), b, n))
		require.Eventually(t, func() bool { return b.Waiting() == n-1 }, 30*time.Second, time.Millisecond)
	}
	h.goOn <- nil
	require.Equal(t, asked{answer: 2}, <-first)
	require.Equal(t, []int{2, 3, 4}, <-h.begun, "no more than Most")
	h.goOn <- nil
	require.Equal(t, []int{5, 6}, <-h.begun)
	h.goOn <- nil
	for i, done := range later {
		require.Equal(t, asked{answer: 2 * (i + 2)}, <-done)
	}
}

func TestBatcher_RunsSoManyBatchesAtOnce(t *testing.T) {
	t.Parallel()
	h := newHeld()
	b := batch.New(batch.Config{AtOnce: 2, Most: 10}, h.answer)
	one := ask(t.Context(), b, 1)
	require.Equal(t, []int{1}, <-h.begun)
	two := ask(t.Context(), b, 2)
	require.Equal(t, []int{2}, <-h.begun)
	three := ask(t.Context(), b, 3)
	require.Eventually(t, func() bool { return b.Waiting() == 1 }, 30*time.Second, time.Millisecond)
	h.goOn <- nil
	require.Equal(t, []int{3}, <-h.begun)
	h.goOn <- nil
	h.goOn <- nil
	for n, done := range []chan asked{one, two, three} {
		require.Equal(t, asked{answer: 2 * (n + 1)}, <-done)
	}
}

func TestBatcher_ASlowBatchHoldsUpOthersOnlyForTheirPatience(t *testing.T) {
	t.Parallel()
	begun, goOn := make(chan struct{}), make(chan struct{})
	b := batch.New(batch.Config{AtOnce: 2, Most: 10, Patience: time.Millisecond}, func(_ context.Context, questions []int) ([]int, error) {
		if questions[0] == 0 {
			close(begun)
			<-goOn
		}
		return questions, nil
	})
	slow := ask(t.Context(), b, 0)
	<-begun
	for n := 1; n < 5; n++ {
		require.Equal(t, asked{answer: n}, <-ask(t.Context(), b, n), "beside the slow one")
	}
	close(goOn)
	require.Equal(t, asked{answer: 0}, <-slow)
	require.Equal(t, asked{answer: 5}, <-ask(t.Context(), b, 5))
}

func TestBatcher_GathersAsLongAsItsPatienceLasts(t *testing.T) {
	t.Parallel()
	h := newHeld()
	b := batch.New(batch.Config{AtOnce: 2, Most: 2, Patience: time.Hour}, h.answer)
	first := ask(t.Context(), b, 1)
	require.Equal(t, []int{1}, <-h.begun)
	var later []chan asked
	for n := 2; n <= 4; n++ {
		later = append(later, ask(t.Context(), b, n))
		require.Eventually(t, func() bool { return b.Waiting() == n-1 }, 30*time.Second, time.Millisecond)
	}
	h.goOn <- nil
	require.Equal(t, asked{answer: 2}, <-first)
	for _, want := range [][]int{{2, 3}, {4}} {
		require.Equal(t, want, <-h.begun)
		h.goOn <- nil
	}
	for i, done := range later {
		require.Equal(t, asked{answer: 2 * (i + 2)}, <-done)
	}
}

func TestBatcher_AnErrorIsEverybodys(t *testing.T) {
	t.Parallel()
	h, fault := newHeld(), errors.New("no")
	b := batch.New(batch.Config{AtOnce: 1, Most: 10}, h.answer)
	first := ask(t.Context(), b, 1)
	<-h.begun
	second, third := ask(t.Context(), b, 2), ask(t.Context(), b, 3)
	require.Eventually(t, func() bool { return b.Waiting() == 2 }, 30*time.Second, time.Millisecond)
	h.goOn <- nil
	require.NoError(t, (<-first).err)
	<-h.begun
	h.goOn <- fault
	require.ErrorIs(t, (<-second).err, fault)
	require.ErrorIs(t, (<-third).err, fault)
}

func TestBatcher_WhoGivesUpDoesNotEndTheBatchOfOthers(t *testing.T) {
	t.Parallel()
	type key struct{}
	ctx := context.WithValue(t.Context(), key{}, "value")
	impatient, giveUp := context.WithCancel(ctx)
	begun, goOn := make(chan context.Context), make(chan struct{})
	b := batch.New(batch.Config{AtOnce: 1, Most: 10}, func(ctx context.Context, questions []int) ([]int, error) {
		begun <- ctx
		<-goOn
		return questions, ctx.Err()
	})
	first := ask(impatient, b, 1)
	inside := <-begun
	require.Equal(t, "value", inside.Value(key{}))
	giveUp()
	require.ErrorIs(t, (<-first).err, context.Canceled)
	require.NoError(t, inside.Err())

	soon, late := time.Now().Add(time.Hour), time.Now().Add(2*time.Hour)
	second := askUntil(t.Context(), soon, b, 2)
	require.Eventually(t, func() bool { return b.Waiting() == 1 }, 30*time.Second, time.Millisecond)
	third := askUntil(t.Context(), late, b, 3)
	require.Eventually(t, func() bool { return b.Waiting() == 2 }, 30*time.Second, time.Millisecond)
	goOn <- struct{}{}
	deadline, limited := (<-begun).Deadline()
	require.True(t, limited)
	require.Equal(t, late, deadline, "the batch lives as long as somebody waits")
	goOn <- struct{}{}
	require.Equal(t, asked{answer: 2}, <-second)
	require.Equal(t, asked{answer: 3}, <-third)
}

func TestBatcher_EachGivesUpAtItsOwnTime(t *testing.T) {
	t.Parallel()
	h := newHeld()
	b := batch.New(batch.Config{AtOnce: 1, Most: 10}, h.answer)
	first := ask(t.Context(), b, 1)
	<-h.begun
	later := []chan asked{askUntil(t.Context(), time.Now().Add(time.Hour), b, 2)}
	require.Eventually(t, func() bool { return b.Waiting() == 1 }, 30*time.Second, time.Millisecond)
	late := askUntil(t.Context(), time.Now().Add(time.Millisecond), b, 3)
	require.ErrorIs(t, (<-late).err, context.DeadlineExceeded, "although it came after one with more time")
	later = append(later, ask(t.Context(), b, 4), askUntil(t.Context(), time.Now().Add(time.Hour), b, 5))
	require.Eventually(t, func() bool { return b.Waiting() == 4 }, 30*time.Second, time.Millisecond)
	require.ErrorIs(t, (<-askUntil(t.Context(), time.Now().Add(-time.Second), b, 6)).err, context.DeadlineExceeded)
	h.goOn <- nil
	require.Equal(t, asked{answer: 2}, <-first)
	require.Len(t, <-h.begun, 5)
	h.goOn <- nil
	answers := 0
	for _, done := range later {
		one := <-done
		require.NoError(t, one.err)
		answers += one.answer
	}
	require.Equal(t, 2*(2+4+5), answers)
}

func TestBatcher_HandsAPanicToThoseWhoWait(t *testing.T) {
	t.Parallel()
	b := batch.New(batch.Config{AtOnce: 1, Most: 10}, func(context.Context, []int) ([]int, error) { panic("oh") })
	require.PanicsWithValue(t, "oh", func() { _, _ = b.Do(t.Context(), time.Time{}, 1) })
	require.PanicsWithValue(t, "oh", func() { _, _ = b.Do(t.Context(), time.Time{}, 2) }, "it goes on")
}

func TestBatcher_AnswersEachItsOwn(t *testing.T) {
	t.Parallel()
	b := batch.New(batch.Config{AtOnce: 2, Most: 7}, func(_ context.Context, questions []int) ([]int, error) {
		answers := make([]int, len(questions))
		for i, q := range questions {
			answers[i] = -q
		}
		return answers, nil
	})
	var all sync.WaitGroup
	for n := range 50 {
		all.Go(func() {
			for m := range 100 {
				question := 100*n + m
				answer, err := b.Do(t.Context(), time.Time{}, question)
				if err != nil || answer != -question {
					t.Errorf("%d, %v is the answer to %d", answer, err, question)
				}
			}
		})
	}
	all.Wait()
	require.Zero(t, b.Waiting())
}
