// Package cache keeps answers: in this process (Local), and in a Redis that several processes share (Redis), where nothing
// can be read without a key that Redis does not have.
//
// Neither knows whether an answer is still right: whoever uses one checks that.
package cache

import (
	"sync"
	"time"
)

// Local is a bounded cache in memory. What was used longest ago goes first, and nothing stays longer than its age, asked
// for or not: once it is full of people nobody asks for, it forgets them. It is safe for concurrent use.
type Local[K comparable, V any] struct {
	most int
	age  time.Duration
	born time.Time

	mutex    sync.Mutex
	entries  map[K]*item[K, V]
	ring     item[K, V]  // holds nothing: the last used comes after it, the first to go before it
	sweeping *time.Timer // nil while nothing is kept
}

// item is a value in a ring of them.
type item[K comparable, V any] struct {
	key          K
	value        V
	stored       time.Duration // since the cache was born
	before, next *item[K, V]
}

// NewLocal returns a cache of at most so many values, at least 1, each for at most age.
func NewLocal[K comparable, V any](most int, age time.Duration) *Local[K, V] {
	c := &Local[K, V]{most: most, age: age, born: time.Now(), entries: map[K]*item[K, V]{}}
	c.ring.before, c.ring.next = &c.ring, &c.ring
	return c
}

// Get returns the value of key; false if there is none or it is too old.
func (c *Local[K, V]) Get(key K) (V, bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	kept, found := c.entries[key]
	if found && time.Since(c.born)-kept.stored >= c.age {
		c.remove(kept)
		found = false
	}
	if !found {
		var none V
		return none, false
	}
	kept.leave()
	c.inFront(kept)
	return kept.value, true
}

// Put keeps value under key and reports whether another had to go for it.
func (c *Local[K, V]) Put(key K, value V) (overflow bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if kept, found := c.entries[key]; found {
		c.remove(kept)
	}
	if overflow = len(c.entries) >= c.most; overflow {
		c.remove(c.ring.before)
	}
	fresh := &item[K, V]{key: key, value: value, stored: time.Since(c.born)}
	c.entries[key] = fresh
	c.inFront(fresh)
	if c.sweeping == nil {
		c.sweeping = time.AfterFunc(c.age, c.sweep)
	}
	return overflow
}

// Drop forgets the value of key.
func (c *Local[K, V]) Drop(key K) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if kept, found := c.entries[key]; found {
		c.remove(kept)
	}
}

// Len is how many values are kept.
func (c *Local[K, V]) Len() int {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return len(c.entries)
}

func (c *Local[K, V]) remove(kept *item[K, V]) {
	delete(c.entries, kept.key)
	kept.leave()
}

// inFront puts an item, which is in no ring, where the last used is.
func (c *Local[K, V]) inFront(i *item[K, V]) {
	i.before, i.next = &c.ring, c.ring.next
	i.before.next, i.next.before = i, i
}

// leave takes an item out of its ring.
func (i *item[K, V]) leave() { i.before.next, i.next.before = i.next, i.before }

// sweep removes what is too old, and comes back as long as something is kept.
func (c *Local[K, V]) sweep() {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	now := time.Since(c.born)
	for kept := c.ring.next; kept != &c.ring; {
		next := kept.next
		if now-kept.stored >= c.age {
			c.remove(kept)
		}
		kept = next
	}
	if len(c.entries) == 0 {
		c.sweeping = nil
		return
	}
	c.sweeping.Reset(c.age)
}
