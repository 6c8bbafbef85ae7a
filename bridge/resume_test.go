package bridge_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/bridge"
)

const task = "0f8bca12-8904-4e32-9856-c547c8a45df7"

func TestHosts_AllowTheNodesOfTheListAndNothingElse(t *testing.T) {
	t.Parallel()
	hosts, err := bridge.ParseHosts([]string{"Node", "other:6688", " 10.0.0.7:80", "[::1]:6688", "[::2]"})
	require.NoError(t, err)
	require.True(t, hosts.Any())
	for url, want := range map[string]bool{
		"http://node:6688/v2/resume/" + task:           true,
		"https://NODE/v2/resume/" + task:               true,
		"http://node/behind/a-proxy/v2/resume/" + task: true,
		"http://other:6688/v2/resume/" + task:          true,
		"http://10.0.0.7/v2/resume/" + task:            true,
		"http://[::1]:6688/v2/resume/" + task:          true,
		"http://[::2]:7000/v2/resume/" + task:          true,
		"http://other/v2/resume/" + task:               false,
		"http://other:6689/v2/resume/" + task:          false,
		"https://10.0.0.7/v2/resume/" + task:           false,
		"http://[::1]/v2/resume/" + task:               false,
		"http://node.evil.example/v2/resume/" + task:   false,
		"http://evil.example/v2/resume/" + task:        false,
		"http://node@evil.example/v2/resume/" + task:   false,
		"http://user@node/v2/resume/" + task:           false,
		"http://evil.example#node/v2/resume/" + task:   false,
		"http://node\\@evil.example/v2/resume/" + task: false,
		"ftp://node/v2/resume/" + task:                 false,
		"//node/v2/resume/" + task:                     false,
		"file:///v2/resume/" + task:                    false,
		"http://node/v2/resume/" + task + "?x=1":       false,
		"http://node/v2/resume/" + task + "?":          false,
		"http://node/v2/resume/" + task + "#x":         false,
		"http://node/v2/resume/../" + task:             false,
		"http://node/../v2/resume/" + task:             false,
		"http://node/v2/%72esume/" + task:              false,
		"http://node/v2/resume/" + task + "/":          false,
		"http://node/v2/resume/" + task[:35]:           false,
		"http://node/v2/jobs/" + task:                  false,
		"http://node/latest/meta-data/":                false,
		"http://169.254.169.254/v2/resume/" + task:     false,
		"http://node:6688:80/v2/resume/" + task:        false,
		"http://node /v2/resume/" + task:               false,
		"":                                             false,
	} {
		require.Equal(t, want, hosts.Allow(url), url)
	}
}

func TestParseHosts_RefusesWhatIsNoHost(t *testing.T) {
	t.Parallel()
	for _, entry := range []string{"", "http://node", "node/", "node:", "*", "*.example", "a@b", "node:x", "a b", "::1", "node?x"} {
		_, err := bridge.ParseHosts([]string{"good", entry})
		require.ErrorContains(t, err, "is not host or host:port", entry)
	}
	hosts, err := bridge.ParseHosts(nil)
	require.NoError(t, err)
	require.False(t, hosts.Any())
	require.False(t, hosts.Allow("http://node/v2/resume/"+task))
	require.False(t, bridge.Hosts{}.Allow("http://node/v2/resume/"+task))
}

func TestResume_HoldsAValueOrAnError(t *testing.T) {
	t.Parallel()
	for want, resume := range map[string]bridge.Resume{
		`{"value":{"data":{"result":7}}}`: {Value: json.RawMessage(`{"data":{"result":7}}`)},
		`{"error":"adapter gave up"}`:     {Error: "adapter gave up"},
	} {
		body, err := json.Marshal(resume)
		require.NoError(t, err)
		require.Equal(t, want, string(body))
	}
	require.True(t, json.Valid([]byte(bridge.Pending)))
}
