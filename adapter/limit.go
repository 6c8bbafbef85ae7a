package adapter

import (
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// limiter lets a client make so many requests a second and so many a minute, each all at once or spread over it.
type limiter struct {
	buckets []*rate.Limiter
}

// newLimiter makes a limiter; 0 is any number.
func newLimiter(perSecond, perMinute int) limiter {
	var l limiter
	if perMinute > 0 {
		l.buckets = append(l.buckets, rate.NewLimiter(rate.Limit(perMinute)/60, perMinute))
	}
	if perSecond > 0 {
		l.buckets = append(l.buckets, rate.NewLimiter(rate.Limit(perSecond), perSecond))
	}
	return l
}

// take counts one request at now and returns 0; or, if that would be one too many, counts nothing and returns how long
// to wait. Requests at the same moment may count in one bucket and be refused by another, which errs on the safe side.
func (l limiter) take(now time.Time) (wait time.Duration) {
	for _, bucket := range l.buckets {
		if missing := 1 - bucket.TokensAt(now); missing > 0 {
			wait = max(wait, time.Duration(missing/float64(bucket.Limit())*float64(time.Second)))
		}
	}
	if wait > 0 {
		return wait
	}
	for _, bucket := range l.buckets {
		if !bucket.AllowN(now, 1) {
			return time.Duration(float64(time.Second) / float64(bucket.Limit()))
		}
	}
	return 0
}

// slots bound how many requests are worked on at the same time.
type slots struct {
	most  int64
	taken atomic.Int64
}

// retryOverloaded is when to ask again after there was no slot: soon, since an answer takes milliseconds.
const retryOverloaded = time.Second

// enter takes a slot, or returns the failure that says there is none. Whoever entered leaves.
func (s *slots) enter() error {
	if s.taken.Add(1) > s.most {
		s.taken.Add(-1)
		return &failure{code: overloaded, retry: retryOverloaded}
	}
	return nil
}

func (s *slots) leave() { s.taken.Add(-1) }
