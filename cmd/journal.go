package cmd

import (
	"crypto/ecdsa"
	"errors"
	"log/slog"

	"github.com/spf13/cobra"

	"github.com/link4health/link4health/adapter"
	"github.com/link4health/link4health/adapter/config"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/chainlink-node/runner"
)

// journalFlags name the database of the runner's journal.
type journalFlags struct{ url string }

func (f *journalFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&f.url, "journal", "", "database of the runner's journal, in the form of DATABASE_URL; its tables are made as needed (default: the database of DATABASE_URL)")
}

// open opens the journal's database. One that only the journal uses is migrated as needed; that of DATABASE_URL has to be
// up to date. The caller closes it.
func (f *journalFlags) open(c *cobra.Command, cfg config.Config, log *slog.Logger) (*store.Store, error) {
	if f.url == "" {
		return openStore(c.Context(), cfg, log)
	}
	cfg.DatabaseURL = config.Secret(f.url)
	s, err := adapter.OpenStore(c.Context(), cfg, log)
	if err != nil {
		return nil, err
	}
	err = s.CheckSchema(c.Context())
	if errors.Is(err, store.ErrSchemaOutdated) {
		err = s.Migrate(c.Context())
	}
	if err != nil {
		return nil, closing(s, err)
	}
	return s, nil
}

// keyRing names encrypted keys of one password.
type keyRing struct {
	keyFiles     []string
	passwordFile string
}

func (k *keyRing) register(c *cobra.Command) {
	c.Flags().StringSliceVar(&k.keyFiles, "key-file", nil, "encrypted key that signs, in the keystore format of geth, Foundry and the Chainlink node; repeat for several, which take turns")
	c.Flags().StringVar(&k.passwordFile, "password-file", "", "file with the keys' password")
	cobra.CheckErr(c.MarkFlagRequired("key-file"))
	cobra.CheckErr(c.MarkFlagRequired("password-file"))
}

// keys decrypts the keys.
func (k *keyRing) keys() ([]*ecdsa.PrivateKey, error) {
	var keys []*ecdsa.PrivateKey
	for _, file := range k.keyFiles {
		key, err := decryptKey(file, k.passwordFile)
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// signers sign with keys on a chain.
func signers(keys []*ecdsa.PrivateKey, chainID uint64) []runner.Signer {
	var list []runner.Signer
	for _, key := range keys {
		list = append(list, runner.NewKeySigner(key, chainID))
	}
	return list
}
