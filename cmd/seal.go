package cmd

import (
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter/seal"
)

func newSeal() *cobra.Command {
	c := &cobra.Command{
		Use:   "seal",
		Short: "Make a requester's key and open sealed record locations",
		Long: `For requesters: 'seal keygen' makes the key pair whose public half goes into a request for a record;
'seal open' opens the sealed location that RecordMarket's event RecordReleased carries.

Seals are HPKE (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305, bound to chain, market,
request and record.`,
		Args: exactArgs(0),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newSealKeygen(), newSealOpen())
	return c
}

func newSealKeygen() *cobra.Command {
	c := &cobra.Command{
		Use:   "keygen FILE",
		Short: "Write a new private key to FILE and print its public key",
		Long: `Writes a fresh X25519 private key (64 hex digits) to FILE, readable by its owner only, and prints the
public key as the bytes32 that RecordMarket.request takes. An existing file is not overwritten.`,
		Example: "  link4health seal keygen requester.key",
		Args:    exactArgs(1),
	}
	c.RunE = func(c *cobra.Command, args []string) error {
		private, public, err := seal.GenerateKey()
		if err != nil {
			return err
		}
		if err := writeSecret(args[0], hex.EncodeToString(private)+"\n"); err != nil {
			return err
		}
		fmt.Fprintf(c.OutOrStdout(), "0x%x\n", public)
		return nil
	}
	return c
}

// writeSecret creates a file that only its owner can read; an existing one is left alone.
func writeSecret(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write key: %w", err)
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// openOptions are the flags of seal open.
type openOptions struct {
	keyFile, market, request, record, sealed string
	chainID                                  uint64
}

func newSealOpen() *cobra.Command {
	var o openOptions
	c := &cobra.Command{
		Use:   "open",
		Short: "Open a sealed record location",
		Example: `  link4health seal open --key-file requester.key --chain-id 1337 --market 0x… \
    --request 0x… --record 0x… --sealed 0x…`,
		Args: exactArgs(0),
	}
	c.Flags().StringVar(&o.keyFile, "key-file", "", "private key written by 'seal keygen'")
	c.Flags().Uint64Var(&o.chainID, "chain-id", 0, "chain of the market")
	c.Flags().StringVar(&o.market, "market", "", "address of RecordMarket")
	c.Flags().StringVar(&o.request, "request", "", "the request's id, 0x and 64 hex digits")
	c.Flags().StringVar(&o.record, "record", "", "the record's id, 0x and 64 hex digits")
	c.Flags().StringVar(&o.sealed, "sealed", "", "sealedLocation of the event RecordReleased, 0x and hex digits")
	for _, name := range []string{"key-file", "chain-id", "market", "request", "record", "sealed"} {
		cobra.CheckErr(c.MarkFlagRequired(name))
	}
	c.RunE = func(c *cobra.Command, _ []string) error { return o.run(c) }
	return c
}

func (o openOptions) run(c *cobra.Command) error {
	key, err := os.ReadFile(o.keyFile)
	if err != nil {
		return fmt.Errorf("--key-file: %w", err)
	}
	private, err := hex.DecodeString(strings.TrimSpace(string(key)))
	if err != nil {
		return errors.New("--key-file: want 64 hex digits, as 'seal keygen' writes them")
	}
	var faults []error
	request, err := parseWord("--request", o.request)
	faults = append(faults, err)
	record, err := parseWord("--record", o.record)
	faults = append(faults, err)
	market, err := parseAddress("--market", o.market)
	faults = append(faults, err)
	sealed, err := hex.DecodeString(strings.TrimPrefix(o.sealed, "0x"))
	if err != nil {
		faults = append(faults, errors.New("--sealed: want 0x and an even number of hex digits"))
	}
	if err := errors.Join(faults...); err != nil {
		return usageError{err}
	}
	location, err := seal.Open(private, seal.Binding{ChainID: o.chainID, Market: market, RequestID: request, RecordID: record}, sealed)
	if err != nil {
		return err
	}
	fmt.Fprintln(c.OutOrStdout(), location)
	return nil
}

// parseWord reads 32 bytes written as 0x and 64 hex digits.
func parseWord(flag, text string) (word [32]byte, err error) {
	raw, err := hex.DecodeString(strings.TrimPrefix(text, "0x"))
	if err != nil || len(raw) != len(word) {
		return word, fmt.Errorf("%s: want 0x and 64 hex digits", flag)
	}
	return [32]byte(raw), nil
}

// parseAddress reads an address written as 0x and 40 hex digits.
func parseAddress(flag, text string) (common.Address, error) {
	if !common.IsHexAddress(text) {
		return common.Address{}, fmt.Errorf("%s: want an address, 0x and 40 hex digits", flag)
	}
	return common.HexToAddress(text), nil
}
