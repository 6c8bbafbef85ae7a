package jobspecs_test

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/link4health/link4health/jobspecs"
)

func TestSpecID_BothForms(t *testing.T) {
	t.Parallel()
	ascii, padded := jobspecs.SpecID(uuid.MustParse("5C0E5C0E-0000-4000-8000-0000000000aB"))
	require.Equal(t, "5c0e5c0e0000400080000000000000ab", string(ascii[:]))
	require.Equal(t, common.HexToHash("0x5c0e5c0e0000400080000000000000ab00000000000000000000000000000000"), common.Hash(padded))
}

func TestJobID_FindsTheJobAgain(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		id := uuid.UUID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
		id[0] |= 1 // the nil UUID names no job
		ascii, padded := jobspecs.SpecID(id)
		for _, form := range [][32]byte{ascii, padded} {
			found, err := jobspecs.JobID(form)
			require.NoError(t, err)
			require.Equal(t, id, found)
		}
	})
}

// The forms that a real node did not answer to.
func TestJobID_RefusesOtherForms(t *testing.T) {
	t.Parallel()
	id := uuid.MustParse("a584553a-1a5a-4f2e-9d3a-0123456789ab")
	_, padded := jobspecs.SpecID(id)
	var left [32]byte
	copy(left[16:], padded[:16])
	for name, form := range map[string][32]byte{
		"padded on the left": left,
		"upper case":         [32]byte([]byte(strings.ToUpper("a584553a1a5a4f2e9d3a0123456789ab"))),
		"cut off dashes":     [32]byte([]byte(id.String()[:32])),
		"nothing":            {},
		"hash":               common.HexToHash("0x60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"),
	} {
		_, err := jobspecs.JobID(form)
		require.ErrorIs(t, err, jobspecs.ErrNotSpecID, name)
	}
}
