package contracts_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/jobspecs"
)

func TestDeployment_KeepsBothFormsOfItsJobIDs(t *testing.T) {
	t.Parallel()
	plain := contracts.Deployment{
		ChainID: 1337, LinkToken: common.Address{1}, Operator: common.Address{2}, ScoreRegistry: common.Address{3},
		RecordMarket: common.Address{4}, ScoreJobID: uuid.MustParse(jobspecs.DefaultScoreJobID),
		RecordJobID: uuid.MustParse(jobspecs.DefaultRecordJobID),
	}
	file := filepath.Join(t.TempDir(), "deployment.json")
	require.NoError(t, plain.Write(file))
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NotContains(t, string(raw), "SpecIds", "a deployment without them is written without them")

	full := plain.WithSpecIDs()
	require.NoError(t, full.Write(file))
	read, err := contracts.ReadDeployment(file)
	require.NoError(t, err)
	require.Equal(t, full, read)
	ascii, padded := jobspecs.SpecID(plain.RecordJobID)
	require.Equal(t, contracts.SpecIDs{ASCII: ascii, Padded: padded}, read.RecordSpecIDs)

	// Somebody edits the job id and forgets its forms.
	raw, err = os.ReadFile(file)
	require.NoError(t, err)
	edited := strings.Replace(string(raw), jobspecs.DefaultScoreJobID, "11111111-2222-4333-8444-555555555555", 1)
	require.NoError(t, os.WriteFile(file, []byte(edited), 0o600))
	_, err = contracts.ReadDeployment(file)
	require.ErrorContains(t, err, "scoreSpecIds are not the forms of the job id")
}
