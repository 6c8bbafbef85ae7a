package monitoring_test

import (
	"context"
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/adapter/token"
	"github.com/link4health/link4health/chainlink-node/devchain"
	"github.com/link4health/link4health/cmd/demo"
	"github.com/link4health/link4health/contracts"
	"github.com/link4health/link4health/contracts/bindings"
)

// Places of the demo's people among the chain's accounts.
const (
	citizen   = 1
	requester = 2
)

// ask posts JSON to the adapter and does not care for the answer.
func ask(ctx context.Context, address, bearer, body string) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		return
	}
	r.Header.Set("Content-Type", "application/json")
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	if answer, err := http.DefaultClient.Do(r); err == nil {
		_ = answer.Body.Close()
	}
}

// keepBusy asks the adapter for scores, for what it refuses, and to take measurements, several times a second until the test
// ends.
func (s stack) keepBusy(t *testing.T) {
	t.Helper()
	database := "sqlite://" + s.database()
	var cityID string
	require.NoError(t, storetest.MustRaw(t, database).QueryRowContext(t.Context(), "SELECT city_id FROM smart_city LIMIT 1").Scan(&cityID))
	feed, _, err := storetest.MustConnect(t, store.Config{URL: database}).IssueToken(t.Context(), []token.Scope{token.CityWrite}, "test", time.Time{})
	require.NoError(t, err)
	scoreOf := fmt.Sprintf(`{"data":{"endpoint":"score","subject":%q}}`, strings.ToLower(devchain.Accounts()[citizen].Address.Hex()))
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for n := 0; ctx.Err() == nil; n++ {
			switch n % 10 {
			case 0:
				ask(ctx, s.demo.AdapterURL, "", scoreOf) // without a token
			case 1:
				ask(ctx, s.demo.AdapterURL, s.demo.Token(), recordWithoutGrant)
			case 2:
				at := demo.SampleMoment.Add(-time.Duration(n) * time.Second).Format(time.RFC3339)
				ask(ctx, s.demo.AdapterURL+"/v1/readings", feed, fmt.Sprintf(
					`[{"cityId":%q,"metric":"humidity","value":60,"unit":"%%","observedAt":%q,"source":"test"}]`, cityID, at))
			default:
				ask(ctx, s.demo.AdapterURL, s.demo.Token(), scoreOf)
			}
			select {
			case <-ctx.Done():
			case <-tick.C:
			}
		}
	})
	t.Cleanup(func() { stop(); running.Wait() })
}

// recordWithoutGrant asks for a record that the adapter has to look up on the chain, in vain.
var recordWithoutGrant = strings.ReplaceAll(`{"data":{"endpoint":"record","recordId":"0x…","requestId":"0x…","publicKey":"0x…"}}`,
	"…", strings.Repeat("11", 32))

// askForRecords has some clients ask the adapter for records again and again, until stop is called.
func (s stack) askForRecords(t *testing.T) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var clients sync.WaitGroup
	for range 8 {
		clients.Go(func() {
			tick := time.NewTicker(40 * time.Millisecond)
			defer tick.Stop()
			for ctx.Err() == nil {
				ask(ctx, s.demo.AdapterURL, s.demo.Token(), recordWithoutGrant)
				<-tick.C
			}
		})
	}
	return func() { cancel(); clients.Wait() }
}

// on returns a sender of one of the chain's accounts.
func (s stack) on(t *testing.T, account int) *contracts.Sender {
	t.Helper()
	client, err := ethclient.DialContext(t.Context(), s.demo.RPCURL())
	require.NoError(t, err)
	t.Cleanup(client.Close)
	who, err := contracts.NewSender(t.Context(), client, devchain.Accounts()[account].Key)
	require.NoError(t, err)
	return who
}

// mustSend sends calls in turn.
func mustSend(t *testing.T, who *contracts.Sender, calls ...call) {
	t.Helper()
	for _, c := range calls {
		_, err := who.Send(t.Context(), c.to, c.data)
		require.NoError(t, err)
	}
}

// call is one of a contract.
type call struct {
	to   common.Address
	data []byte
}

// askForScore has the citizen of the demo ask for a score on chain.
func (s stack) askForScore(t *testing.T) {
	t.Helper()
	who, at := s.on(t, citizen), s.demo.Deployment
	mustSend(t, who, call{at.LinkToken, bindings.NewLinkToken().PackApprove(at.ScoreRegistry, big.NewInt(1e18))},
		call{at.ScoreRegistry, bindings.NewScoreRegistry().PackRequestScore(who.Address())})
}

// leaveWaiting has the demo's requester ask for a record, whose patient does not decide.
func (s stack) leaveWaiting(t *testing.T) {
	t.Helper()
	at, market, record := s.demo.Deployment, bindings.NewRecordMarket(), [32]byte{1}
	mustSend(t, s.on(t, citizen), call{at.RecordMarket, market.PackRegister(record, big.NewInt(5e17))})
	mustSend(t, s.on(t, requester), call{at.LinkToken, bindings.NewLinkToken().PackApprove(at.RecordMarket, big.NewInt(1e18))},
		call{at.RecordMarket, market.PackRequest(record, [32]byte{2}, big.NewInt(1e18))})
}
