package monitoring_test

import (
	"bytes"
	"io"
	"math/big"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/cmd/demo"
)

// Accounts of the demo, by their place among the chain's.
const (
	treasury = 0
	nodeKey  = 4
)

// database is the demo's database file.
func (s stack) database() string { return filepath.Join(s.dir, "link4health.db") }

// breakThings breaks one thing after the other and sees that people are told, and told again when it is mended. The data of
// city have been stale for a while, for that takes long to fire.
func (s stack) breakThings(t *testing.T, city string) {
	client, err := ethclient.DialContext(t.Context(), s.demo.RPCURL())
	require.NoError(t, err)
	t.Cleanup(client.Close)
	drain(t, client)
	t.Run("a database that stops", func(t *testing.T) {
		require.NoError(t, os.Rename(s.database(), s.database()+".stopped"))
		s.told(t, "/pager-services", "AdapterDependencyDown", "firing")
		require.NoError(t, os.Rename(s.database()+".stopped", s.database()))
		s.told(t, "/pager-services", "AdapterDependencyDown", "resolved")
	})
	t.Run("a node's key that is drained", func(t *testing.T) {
		s.told(t, "/pager-chain", "NodeKeyEmpty", "firing")
		pay(t, client, treasury, devchain.Accounts()[nodeKey].Address, big.NewInt(1e18))
	})
	t.Run("an adapter that slows down", func(t *testing.T) {
		stop := s.askForRecords(t)
		defer stop()
		s.chainSlow.Store(true)
		s.told(t, "/pager-services", "AdapterLatencyBudgetFast", "firing")
		s.chainSlow.Store(false)
		s.told(t, "/pager-services", "AdapterLatencyBudgetFast", "resolved")
	})
	t.Run("data that went stale", func(t *testing.T) {
		s.told(t, "/tickets-services", "CityDataStale", "firing")
		refresh(t, s.database(), city)
		s.told(t, "/tickets-services", "CityDataStale", "resolved")
	})
	t.Run("the key that was filled again meanwhile", func(t *testing.T) { s.told(t, "/pager-chain", "NodeKeyEmpty", "resolved") })
	t.Run("an adapter that stops", func(t *testing.T) {
		s.adapterUp.Store(false)
		s.told(t, "/pager-services", "AdapterDown", "firing")
		s.adapterUp.Store(true)
		s.told(t, "/pager-services", "AdapterDown", "resolved")
	})
}

// told waits until a receiver is told of an alert.
func (s stack) told(t *testing.T, receiver, alert, status string) {
	t.Helper()
	require.Eventually(t, func() bool { return s.alerts.has(receiver, alert, status) }, 2*patience, 100*time.Millisecond,
		"%s is not told that %s is %s", receiver, alert, status)
}

// slowedDown is a chain's endpoint behind which calls of contracts take more than a second while chainSlow is set.
func (s stack) slowedDown(t *testing.T, chainURL string) string {
	t.Helper()
	target, err := url.Parse(chainURL)
	require.NoError(t, err)
	proxy := httputil.NewSingleHostReverseProxy(target)
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // the adapter went away
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		if s.chainSlow.Load() && bytes.Contains(body, []byte("eth_call")) {
			select {
			case <-time.After(1200 * time.Millisecond):
			case <-r.Context().Done():
			}
		}
		proxy.ServeHTTP(w, r)
	})
}

// drain empties the node's key but for dust.
func drain(t *testing.T, client *ethclient.Client) {
	t.Helper()
	account := devchain.Accounts()[nodeKey].Address
	balance, err := client.BalanceAt(t.Context(), account, nil)
	require.NoError(t, err)
	head, err := client.HeaderByNumber(t.Context(), nil)
	require.NoError(t, err)
	fee := new(big.Int).Mul(transferGas, feeCap(head))
	pay(t, client, nodeKey, devchain.Accounts()[treasury].Address, balance.Sub(balance, fee))
}

// What sending ether takes, and a tip with which it is mined at once, in wei.
var transferGas, tip = big.NewInt(21_000), big.NewInt(1e9)

// feeCap leaves room for the base fee to rise.
func feeCap(head *types.Header) *big.Int {
	return new(big.Int).Add(new(big.Int).Lsh(head.BaseFee, 1), tip)
}

// pay sends wei from one of the chain's accounts.
func pay(t *testing.T, client *ethclient.Client, from int, to common.Address, wei *big.Int) {
	t.Helper()
	sender := devchain.Accounts()[from]
	nonce, err := client.PendingNonceAt(t.Context(), sender.Address)
	require.NoError(t, err)
	head, err := client.HeaderByNumber(t.Context(), nil)
	require.NoError(t, err)
	tx, err := types.SignNewTx(sender.Key, types.LatestSignerForChainID(big.NewInt(devchain.ChainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(devchain.ChainID), Nonce: nonce, GasTipCap: tip, GasFeeCap: feeCap(head),
		Gas: transferGas.Uint64(), To: &to, Value: wei,
	})
	require.NoError(t, err)
	require.NoError(t, client.SendTransaction(t.Context(), tx))
	require.Eventually(t, func() bool {
		receipt, err := client.TransactionReceipt(t.Context(), tx.Hash())
		return err == nil && receipt.Status == types.ReceiptStatusSuccessful
	}, patience, 50*time.Millisecond, "the payment is not mined")
}

// makeStale removes what a city measured in the last two days, as if its feed had stopped then, and returns the city's id.
func makeStale(t *testing.T, database string) (cityID string) {
	t.Helper()
	raw := storetest.MustRaw(t, "sqlite://"+database)
	require.NoError(t, raw.QueryRowContext(t.Context(), "SELECT city_id FROM city_reading WHERE metric = 'temperature' LIMIT 1").Scan(&cityID))
	_, err := raw.ExecContext(t.Context(), "DELETE FROM city_reading WHERE metric = 'temperature' AND observed_at > ?",
		demo.SampleMoment.Add(-48*time.Hour).UnixMicro())
	require.NoError(t, err)
	return cityID
}

// refresh brings the city a new measurement.
func refresh(t *testing.T, database, cityID string) {
	t.Helper()
	s := storetest.MustConnect(t, store.Config{URL: "sqlite://" + database})
	_, err := s.AppendCityReadings(t.Context(), cityID, []score.Reading{
		{Metric: score.Temperature, Value: 25_000_000, ObservedAt: demo.SampleMoment.Add(-time.Hour), Source: "test"}})
	require.NoError(t, err)
}
