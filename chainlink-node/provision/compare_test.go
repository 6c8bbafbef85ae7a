package provision_test

import (
	"encoding/json"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/bridge/nodeclient"
	"github.com/link4health/link4health/chainlink-node/provision"
	"github.com/link4health/link4health/jobspecs"
)

// recorded is a job spec that a real node took, and the job that it then showed.
func recorded(t *testing.T, name string) (provision.Declared, nodeclient.Job) {
	t.Helper()
	source, err := os.ReadFile("testdata/" + name + ".toml")
	require.NoError(t, err)
	spec, err := jobspecs.Parse(source)
	require.NoError(t, err)
	raw, err := os.ReadFile("testdata/" + name + ".job.json")
	require.NoError(t, err)
	var document struct {
		Data struct {
			ID         string
			Attributes nodeclient.Job
		}
	}
	require.NoError(t, json.Unmarshal(raw, &document))
	document.Data.Attributes.ID = document.Data.ID
	return provision.Declared{ChainID: 31337, BridgeName: "ea-" + name, Jobs: []provision.Job{{Spec: spec, TOML: source}}}, document.Data.Attributes
}

func TestCompare_FindsNoDifferenceInWhatARealNodeShows(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"score", "record"} {
		declared, job := recorded(t, name)
		changes, err := provision.Compare(declared, []nodeclient.Bridge{{Name: "ea-" + name, URL: "http://adapter"}}, []nodeclient.Job{job})
		require.NoError(t, err)
		require.False(t, provision.Pending(changes, true), "%+v", changes)
		require.Len(t, changes, 2)
	}
}

func TestCompare_FindsEveryFieldThatDiffers(t *testing.T) {
	t.Parallel()
	five := uint32(5)
	gas := uint64(400_000)
	for field, change := range map[string]func(*nodeclient.Job){
		"type":                        func(j *nodeclient.Job) { j.Type = "webhook" },
		"gasLimit":                    func(j *nodeclient.Job) { j.GasLimit = &gas },
		"evmChainID":                  func(j *nodeclient.Job) { j.DirectRequest.EVMChainID = "1" },
		"contractAddress":             func(j *nodeclient.Job) { j.DirectRequest.ContractAddress[0]++ },
		"requesters":                  func(j *nodeclient.Job) { j.DirectRequest.Requesters = nil },
		"minIncomingConfirmations":    func(j *nodeclient.Job) { j.DirectRequest.MinIncomingConfirmations = &five },
		"minContractPaymentLinkJuels": func(j *nodeclient.Job) { j.DirectRequest.MinContractPayment = &nodeclient.Juels{Int: *big.NewInt(1)} },
		"headers": func(j *nodeclient.Job) {
			j.Pipeline.DotDagSource = strings.Replace(j.Pipeline.DotDagSource, "Bearer x", "Bearer an-old-secret", 1)
		},
		"task graph from line 6": func(j *nodeclient.Job) {
			j.Pipeline.DotDagSource = strings.Replace(j.Pipeline.DotDagSource, "retries=5", "retries=1", 1)
		},
	} {
		declared, job := recorded(t, "score")
		change(&job)
		changes, err := provision.Compare(declared, nil, []nodeclient.Job{job})
		require.NoError(t, err)
		require.Equal(t, provision.Replace, changes[1].Action, field)
		require.Len(t, changes[1].Differences, 1, field)
		require.Equal(t, field, changes[1].Differences[0].Field)
		require.NotContains(t, changes[1].Differences[0].Node, "an-old-secret")
	}
}
