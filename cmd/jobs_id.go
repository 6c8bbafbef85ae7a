package cmd

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/jobspecs"
)

func newJobsID() *cobra.Command {
	c := &cobra.Command{
		Use:   "id (UUID | BYTES32)",
		Short: "Convert a job's id between UUID and the two forms that requests carry",
		Long: `A node names a job by a UUID; a request on chain names it by bytes32, in either of two forms: the
UUID's 32 lower-case hex characters as ASCII, or its 16 bytes padded on the right. Give any of the
three, and all are printed. A node answers to no other form, and does not say so.`,
		Example: "  link4health jobs id " + jobspecs.DefaultScoreJobID,
		Args:    exactArgs(1),
	}
	asJSON := jsonFlag(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		id, err := parseJobID(args[0])
		if err != nil {
			return usageError{err}
		}
		ascii, padded := jobspecs.SpecID(id)
		if *asJSON {
			return printJSON(c, map[string]string{
				"uuid": id.String(), "ascii": common.Hash(ascii).Hex(), "padded": common.Hash(padded).Hex()})
		}
		fmt.Fprintf(c.OutOrStdout(), "uuid    %s\nascii   %s\npadded  %s\n", id, common.Hash(ascii), common.Hash(padded))
		return nil
	}
	return c
}

// parseJobID reads a UUID, with or without dashes, or either bytes32 form.
func parseJobID(text string) (uuid.UUID, error) {
	if id, err := uuid.Parse(text); err == nil {
		return id, nil
	}
	raw, err := hexutil.Decode(text)
	if err != nil || len(raw) != 32 {
		return uuid.Nil, errors.New("want a UUID, or bytes32 as 0x and 64 hex digits")
	}
	return jobspecs.JobID([32]byte(raw))
}
