package cache_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/link4health/link4health/adapter/cache"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestLocal_KeepsWhatWasUsedLast(t *testing.T) {
	t.Parallel()
	c := cache.NewLocal[string, int](2, time.Hour)
	require.False(t, c.Put("a", 1))
	require.False(t, c.Put("b", 2))
	got, found := c.Get("a")
	require.True(t, found)
	require.Equal(t, 1, got)
	require.True(t, c.Put("c", 3), "something has to go")
	_, found = c.Get("b")
	require.False(t, found, "b was used longest ago")
	require.False(t, c.Put("a", 4), "a value is replaced in its place")
	got, _ = c.Get("a")
	require.Equal(t, 4, got)
	require.Equal(t, 2, c.Len())
	c.Drop("a")
	c.Drop("a")
	_, found = c.Get("a")
	require.False(t, found)
	require.Equal(t, 1, c.Len())
}

func TestLocal_ForgetsWhatIsTooOldWithoutBeingAsked(t *testing.T) {
	t.Parallel()
	c := cache.NewLocal[int, int](1000, 20*time.Millisecond)
	for n := range 100 {
		c.Put(n, n)
	}
	require.Eventually(t, func() bool { return c.Len() == 0 }, 30*time.Second, time.Millisecond)
	c.Put(1, 1)
	require.Eventually(t, func() bool { return c.Len() == 0 }, 30*time.Second, time.Millisecond, "and again")
}

func TestLocal_GivesNothingOutThatIsTooOld(t *testing.T) {
	t.Parallel()
	c := cache.NewLocal[int, int](10, time.Nanosecond)
	c.Put(1, 1)
	_, found := c.Get(1)
	require.False(t, found)
}

func TestLocal_MakesRoomOnlyWhereItHasTo(t *testing.T) {
	t.Parallel()
	c := cache.NewLocal[int, int](3, time.Hour)
	for n := range 3 {
		require.False(t, c.Put(n, n))
	}
	c.Drop(1)
	require.False(t, c.Put(3, 3), "the room of what was dropped is there again")
	for _, n := range []int{0, 2, 3} {
		got, found := c.Get(n)
		require.True(t, found)
		require.Equal(t, n, got)
	}
	for n := 4; n < 100; n++ {
		require.True(t, c.Put(n, n))
		got, found := c.Get(n)
		require.True(t, found)
		require.Equal(t, n, got)
		require.Equal(t, 3, c.Len())
	}
}

func TestLocal_ChangesAValueWhereItIs(t *testing.T) {
	t.Parallel()
	c := cache.NewLocal[string, int](2, time.Hour)
	c.Put("a", 1)
	c.Change("a", func(n *int) { *n += 10 })
	c.Change("b", func(n *int) { t.Error("there is none") })
	got, found := c.Get("a")
	require.True(t, found)
	require.Equal(t, 11, got)
	require.Equal(t, 1, c.Len())
}
