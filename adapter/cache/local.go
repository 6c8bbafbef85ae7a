// Package cache keeps answers: in this process (Local), and in a Redis that several processes share (Redis), where nothing
// can be read without a key that Redis does not have.
//
// Neither knows whether an answer is still right: whoever uses one checks that.
package cache

import (
	"sync"
	"time"
)

// Local is a bounded cache in memory. One that was not used lately goes first, and nothing stays longer than its age, asked
// for or not: once it is full of people nobody asks for, it forgets them. It is safe for concurrent use.
//
// Values lie side by side, so that the garbage collector has nothing to look at where neither K nor V holds a pointer, and
// an answer takes two looks into memory. Which go first is the clock's choice: a hand goes round and takes the first value
// that was not used since it last came by.
//
// Source: F. J. Corbató, A Paging Experiment with the Multics System, 1968
type Local[K comparable, V any] struct {
	most int
	age  time.Duration
	born time.Time

	mutex    sync.Mutex
	places   map[K]int32 // of the values that are kept
	slots    []slot[K, V]
	free     []int32     // slots that hold nothing
	hand     int         // the slot that the hand comes to next
	sweeping *time.Timer // nil while nothing is kept
}

// slot holds a value, or nothing.
type slot[K comparable, V any] struct {
	key    K
	value  V
	stored time.Duration // since the cache was born
	taken  bool          // it holds a value
	used   bool          // since the hand last came by
}

// NewLocal returns a cache of at most so many values, at least 1, each for at most age.
func NewLocal[K comparable, V any](most int, age time.Duration) *Local[K, V] {
	return &Local[K, V]{most: most, age: age, born: time.Now(), places: map[K]int32{}}
}

// Get returns the value of key; false if there is none or it is too old.
func (c *Local[K, V]) Get(key K) (value V, found bool) {
	now := time.Since(c.born)
	c.mutex.Lock()
	defer c.mutex.Unlock()
	place, found := c.places[key]
	if !found {
		return value, false
	}
	kept := &c.slots[place]
	if now-kept.stored >= c.age {
		c.remove(place)
		return value, false
	}
	kept.used = true
	return kept.value, true
}

// Put keeps value under key and reports whether another had to go for it.
func (c *Local[K, V]) Put(key K, value V) (overflow bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	place, found := c.places[key]
	if !found {
		place, overflow = c.room()
	}
	c.slots[place] = slot[K, V]{key: key, value: value, stored: time.Since(c.born), taken: true}
	c.places[key] = place
	if c.sweeping == nil {
		c.sweeping = time.AfterFunc(c.age, c.sweep)
	}
	return overflow
}

// Change lets do change the value of key, if there is one. It stays as old as it is.
func (c *Local[K, V]) Change(key K, do func(*V)) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if place, found := c.places[key]; found {
		do(&c.slots[place].value)
	}
}

// Drop forgets the value of key.
func (c *Local[K, V]) Drop(key K) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if place, found := c.places[key]; found {
		c.remove(place)
	}
}

// Len is how many values are kept.
func (c *Local[K, V]) Len() int {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return len(c.places)
}

// room is a slot for one more value, and whether another had to go for it.
func (c *Local[K, V]) room() (place int32, overflow bool) {
	switch last := len(c.free) - 1; {
	case last >= 0:
		place, c.free = c.free[last], c.free[:last]
		return place, false
	case len(c.slots) < c.most:
		c.slots = append(c.slots, slot[K, V]{})
		return int32(len(c.slots) - 1), false
	}
	for ; ; c.hand++ {
		if c.hand == len(c.slots) {
			c.hand = 0
		}
		if kept := &c.slots[c.hand]; kept.used {
			kept.used = false
			continue
		}
		delete(c.places, c.slots[c.hand].key)
		c.hand++
		return int32(c.hand - 1), true
	}
}

// remove empties a slot that holds a value.
func (c *Local[K, V]) remove(place int32) {
	delete(c.places, c.slots[place].key)
	c.slots[place] = slot[K, V]{}
	c.free = append(c.free, place)
}

// sweep removes what is too old, and comes back as long as something is kept.
func (c *Local[K, V]) sweep() {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	now := time.Since(c.born)
	for place := range c.slots {
		if kept := &c.slots[place]; kept.taken && now-kept.stored >= c.age {
			c.remove(int32(place))
		}
	}
	if len(c.places) == 0 {
		c.places, c.slots, c.free, c.hand, c.sweeping = map[K]int32{}, nil, nil, 0, nil
		return
	}
	c.sweeping.Reset(c.age)
}
