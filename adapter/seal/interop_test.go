package seal_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/seal"
)

// sealedCase is a seal with all that is needed to open it, as interop/open.mjs reads it.
type sealedCase struct {
	PrivateKey hexutil.Bytes  `json:"privateKey"`
	ChainID    uint64         `json:"chainId"`
	Market     common.Address `json:"market"`
	RequestID  common.Hash    `json:"requestId"`
	RecordID   common.Hash    `json:"recordId"`
	Location   string         `json:"location,omitempty"`
	Sealed     hexutil.Bytes  `json:"sealed"`
}

func (c sealedCase) binding() seal.Binding {
	return seal.Binding{ChainID: c.ChainID, Market: c.Market, RequestID: c.RequestID, RecordID: c.RecordID}
}

// committed returns the seals in testdata, made when the format was fixed: they
// must open for ever, or those on chain no longer do.
func committed(t *testing.T) []sealedCase {
	t.Helper()
	raw, err := os.ReadFile("testdata/sealed.json")
	require.NoError(t, err)
	var cases []sealedCase
	require.NoError(t, json.Unmarshal(raw, &cases))
	require.NotEmpty(t, cases)
	return cases
}

// fresh returns a seal made now.
func fresh(t *testing.T, b seal.Binding, location string) sealedCase {
	t.Helper()
	private, public := mustKey(t)
	return sealedCase{
		PrivateKey: private, ChainID: b.ChainID, Market: b.Market, RequestID: b.RequestID, RecordID: b.RecordID,
		Location: location, Sealed: mustSeal(t, public, b, location),
	}
}

func TestOpen_OpensSealsOfEarlierVersions(t *testing.T) {
	t.Parallel()
	for i, c := range committed(t) {
		opened, err := seal.Open(c.PrivateKey, c.binding(), c.Sealed)
		require.NoError(t, err, "case %d", i)
		require.Equal(t, c.Location, opened, "case %d", i)
	}
}

// TestSeal_OpensInABrowserLibrary runs interop/open.mjs, which opens seals with
// @hpke/core as a requester's web page does.
func TestSeal_OpensInABrowserLibrary(t *testing.T) {
	t.Parallel()
	highest := grant()
	highest.ChainID = ^uint64(0)
	cases := append(committed(t),
		fresh(t, grant(), location),
		fresh(t, highest, "https://example.org/Füße/日本"),
		fresh(t, seal.Binding{}, strings.Repeat("x", seal.MaxLocationBytes)),
	)
	want := make([]*string, 0, len(cases)+5)
	for _, c := range cases {
		want = append(want, &c.Location)
	}
	for _, change := range []func(*sealedCase){
		func(c *sealedCase) { c.ChainID++ },
		func(c *sealedCase) { c.Market[0]++ },
		func(c *sealedCase) { c.RequestID[0]++ },
		func(c *sealedCase) { c.RecordID[0]++ },
		func(c *sealedCase) { c.Sealed[len(c.Sealed)-1]++ },
	} {
		c := fresh(t, grant(), location)
		change(&c)
		cases, want = append(cases, c), append(want, nil)
	}
	require.Equal(t, want, openInJavaScript(t, cases))
}

// openInJavaScript returns the locations that interop/open.mjs finds, nil for
// those that do not open.
func openInJavaScript(t *testing.T, cases []sealedCase) []*string {
	t.Helper()
	require.DirExists(t, "interop/node_modules", "npm packages are missing: run make deps")
	var input, output, complaints bytes.Buffer
	for i := range cases {
		cases[i].Location = "" // not for the script to see
	}
	require.NoError(t, json.NewEncoder(&input).Encode(withChainIDsAsText(t, cases)))
	node := exec.CommandContext(t.Context(), "node", "--no-warnings", "open.mjs")
	node.Dir, node.Stdin, node.Stdout, node.Stderr = "interop", &input, &output, &complaints
	require.NoError(t, node.Run(), complaints.String())
	var locations []*string
	require.NoError(t, json.Unmarshal(output.Bytes(), &locations))
	return locations
}

// withChainIDsAsText writes chain ids as strings: a JavaScript number has 53 bits.
func withChainIDsAsText(t *testing.T, cases []sealedCase) []map[string]any {
	t.Helper()
	var all []map[string]any
	for _, c := range cases {
		raw, err := json.Marshal(c)
		require.NoError(t, err)
		var m map[string]any
		require.NoError(t, json.Unmarshal(raw, &m))
		m["chainId"] = fmt.Sprint(c.ChainID)
		all = append(all, m)
	}
	return all
}
