package jobspecs_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/jobspecs"
)

func TestRender_AsynchronousBridgesDifferInOneAttribute(t *testing.T) {
	t.Parallel()
	for _, name := range jobspecs.Names() {
		plain := string(mustRender(t, name, deployment()))
		require.NotContains(t, plain, "async", name)
		d := deployment()
		d.Async = true
		async := string(mustRender(t, name, d)) // which lints it
		require.Contains(t, async, `[type="bridge" async=true name="link4health"`, name)
		require.Equal(t, plain, strings.Replace(async, "async=true ", "", 1), name)
		_, err := jobspecs.Parse([]byte(async))
		require.NoError(t, err)
	}
}
